// Which people the numbers are about: one choice for each open journey. No React.
import type { DesignerStore } from "../store";

export type Period = "all" | "day" | "week" | "month";

export interface Choice {
  /** A plan's hash; "" for every version. */
  version: string;
  period: Period;
}

const DAYS: Record<Exclude<Period, "all">, number> = { day: 1, week: 7, month: 30 };
const EVERYBODY: Choice = { version: "", period: "all" };

/** The moment after which they must have entered, to the minute so that answers can be kept; null for any. */
export function sinceOf(period: Period, now: number): string | null {
  if (period === "all") return null;
  const minute = Math.floor(now / 60_000) * 60_000;
  return new Date(minute - DAYS[period] * 86_400_000).toISOString();
}

export const isEverybody = ({ version, period }: Choice): boolean => version === "" && period === "all";

export class Watching {
  private choice = EVERYBODY;
  private readonly listeners = new Set<() => void>();

  readonly get = (): Choice => this.choice;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly choose = (change: Partial<Choice>) => {
    this.choice = { ...this.choice, ...change };
    for (const listener of this.listeners) listener();
  };
}

const kept = new WeakMap<DesignerStore, Watching>();

export function watchingOf(store: DesignerStore): Watching {
  const known = kept.get(store) ?? new Watching();
  kept.set(store, known);
  return known;
}
