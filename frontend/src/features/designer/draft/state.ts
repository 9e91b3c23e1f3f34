// Everything the page of one journey knows by itself: the text, what it means, what is looked at. Server state is elsewhere.

import type { JourneyDocument, Slip } from "../model/document";
import type { Draft, History, Outcome } from "../model/editing";
import type { Selection } from "./selection";

export type DrawerTab = "problems" | "play" | "watch" | "yaml" | "people" | "comments" | "versions";

/** A command of `model/editing` with its arguments filled in. */
export type Command = (draft: Draft) => Outcome;

export interface DraftState extends Selection {
  text: string;
  draft: Draft;
  history: History;
  /** The text on the server that this one started from. */
  base: string;
  etag: string;
  /** The last text that could be read, as a document. */
  document: JourneyDocument | null;
  slips: readonly Slip[];
  /** What undo would take back, and redo would do again, in words; "" when there is nothing. */
  undoWords: string;
  redoWords: string;
  /** Blocks drawn as one card. */
  folded: ReadonlySet<string>;
  /** The last thing said to those who listen rather than look; a new object each time. */
  said: { words: string } | null;
  tab: DrawerTab;
  open: boolean;
  /** A line the editor should show; a new object each time, so that the same line can be asked for twice. */
  goTo: { line: number; column: number } | null;
}
