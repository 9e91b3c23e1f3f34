// Which of the first steps a person has done, remembered in this browser for each account.
import { useEffect } from "react";
import { useSession } from "~/api/session";

export type FirstStep = "begin" | "settings";

const nameOf = (account: string, step: FirstStep) => `careloom.first.${account}.${step}`;

export function isDone(account: string, step: FirstStep): boolean {
  try {
    return localStorage.getItem(nameOf(account, step)) !== null;
  } catch {
    return false;
  }
}

/** Marks it as done once this is shown while `when` holds. */
export function useDone(step: FirstStep, when = true): void {
  const account = useSession().data?.account.id;
  useEffect(() => {
    if (account === undefined || !when) return;
    try {
      localStorage.setItem(nameOf(account, step), "done");
    } catch {
      // The tick is missing, nothing else.
    }
  }, [account, step, when]);
}
