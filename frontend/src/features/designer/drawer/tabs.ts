// What the drawer holds, by name: for its own row of tabs and for whoever opens one from elsewhere.
import { w } from "~/words";
import type { DrawerTab } from "../store";

export interface Tab {
  tab: DrawerTab;
  word: string;
}

/** In the order in which they stand; people are for operators. */
export const tabsFor = (operator: boolean): Tab[] => [
  { tab: "problems", word: w.drawer.problems },
  { tab: "play", word: w.play.tab },
  { tab: "watch", word: w.watch.tab },
  { tab: "yaml", word: "YAML" },
  ...(operator ? [{ tab: "people" as const, word: w.drawer.people }] : []),
  { tab: "comments", word: w.drafts.comments.tab },
  { tab: "versions", word: w.drawer.versions },
];

/** The keyboard goes to the tab that is open: what it holds is one press of Tab away. */
export function toTab(): void {
  setTimeout(() =>
    document.querySelector<HTMLElement>("[data-drawer] [role=tab][aria-selected=true]")?.focus(),
  );
}
