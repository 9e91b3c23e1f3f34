// Something done to the whole draft on another page than the canvas, as one named step of the canvas's history: it is
// there when the canvas is opened next, and undo takes it back with all its files.
import type { Deed, Shelf } from "../model/editing";
import { keep, NO_HISTORY, recall, record, shelfName, typed } from "../model/editing";
import { filesBetween } from "./beside";
import { FILE } from "./saver";
import { keepSynced } from "./synced";

type Files = Readonly<Record<string, string>>;

export interface Aside {
  slug: string;
  /** Of the journey, under which the canvas keeps its history. */
  etag: string;
  deed: Deed;
  before: Files;
  /** As the server has it now. */
  after: { files: Record<string, string>; revision: number };
}

/** What the canvas has and never saved is settled there: then nothing is kept here. */
export function keepAside({ slug, etag, deed, before, after }: Aside, shelf: Shelf, at: number): void {
  const name = shelfName(slug, etag);
  const [was = "", is = ""] = [before[FILE], after.files[FILE]];
  const kept = recall(shelf, name);
  if (kept && kept.text !== was) return;
  const files = filesBetween(before, after.files);
  const done = { deed, changes: typed(was, is).changes, files };
  keep(shelf, name, { text: is, history: record(kept?.history ?? NO_HISTORY, done, at) });
  keepSynced(slug, after, shelf);
}
