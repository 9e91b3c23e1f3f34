// Where somebody is in the tour of the designer, and to whom it was offered before: each person once in a browser.
import { Observable, useObserved } from "~/features/designer/view/observable";

export const STOPS = ["river", "steps", "form", "drawer", "publish"] as const;
export type Stop = (typeof STOPS)[number];

const nameOf = (account: string) => `careloom.tour.${account}`;

interface Tour {
  /** Number of the stop; null while nobody is on the way. */
  at: number | null;
  /** Who took, left or declined it since the page was loaded. */
  known: readonly string[];
}

const tour = new Observable<Tour>({ at: null, known: [] });

export const useStop = () => useObserved(tour, ({ at }) => at);

/** Whether it need not be offered to this person any more. */
export function useKnown(account: string): boolean {
  const now = useObserved(tour, ({ known }) => known);
  return now.includes(account) || remembered(account);
}

function remembered(account: string): boolean {
  try {
    return localStorage.getItem(nameOf(account)) !== null;
  } catch {
    return true; // where nothing can be remembered it would be offered for ever
  }
}

export function know(account: string): void {
  if (tour.get().known.includes(account)) return;
  tour.set({ known: [...tour.get().known, account] });
  try {
    localStorage.setItem(nameOf(account), "known");
  } catch {
    // It is known until the page is loaded again.
  }
}

export const beginTour = () => tour.set({ at: 0 });

export function leaveTour(): void {
  if (tour.get().at !== null) tour.set({ at: null });
}

/** Behind the last stop it ends; before the first it stays. */
export function goOn(by: 1 | -1): void {
  const { at } = tour.get();
  if (at === null) return;
  if (at + by >= STOPS.length) leaveTour();
  else tour.set({ at: Math.max(0, at + by) });
}
