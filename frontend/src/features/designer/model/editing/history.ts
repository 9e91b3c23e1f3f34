// Undo and redo without limit, as deltas of the text with their names. Pure: a history is never changed, only followed by another.
import { applyChanges, type Change, changeBetween, fits, inverted } from "./changes";
import type { Deed, FileChange } from "./types";

/** The newest first; a chain, so that another one costs the same however many there are. */
interface Link {
  entry: Past;
  before: Link | null;
  length: number;
}

export interface Past {
  deed: Deed;
  changes: readonly Change[];
  /** What happened to other files of the draft with it. */
  files?: readonly FileChange[];
  /** When it was done last, in milliseconds. */
  at: number;
}

export interface History {
  readonly done: Link | null;
  readonly undone: Link | null;
}

export const NO_HISTORY: History = { done: null, undone: null };

/** Typing in one field is one entry, unless somebody pauses for so long. */
const PAUSE_MS = 2_000;

const on = (before: Link | null, entry: Past): Link => ({ entry, before, length: (before?.length ?? 0) + 1 });

/** Many strokes in one place become one change. */
function merged(first: readonly Change[], second: readonly Change[]): readonly Change[] {
  const [a, b] = [first.at(-1), second[0]];
  if (first.length !== 1 || second.length !== 1 || !a || !b) return [...first, ...second];
  const end = a.at + a.inserted.length;
  if (b.at < a.at || b.at + b.removed.length > end) {
    if (b.at !== end || b.removed !== "") return [...first, ...second];
  }
  const inside = b.at - a.at;
  const inserted = a.inserted.slice(0, inside) + b.inserted + a.inserted.slice(inside + b.removed.length);
  return [{ ...a, inserted }];
}

/** With one more thing done; what was undone can then no longer be done again. `at` is the time in milliseconds. */
export function record(
  history: History,
  { deed, changes, files = [] }: { deed: Deed; changes: readonly Change[]; files?: readonly FileChange[] },
  at: number,
): History {
  if (changes.length === 0 && files.length === 0) return history;
  const last = history.done;
  const goesOn =
    last &&
    !history.undone &&
    deed.typing &&
    last.entry.deed.typing === deed.typing &&
    at - last.entry.at < PAUSE_MS;
  if (!goesOn) {
    const entry = files.length > 0 ? { deed, changes, files, at } : { deed, changes, at };
    return { done: on(last, entry), undone: null };
  }
  const entry = { deed, changes: merged(last.entry.changes, changes), at };
  return { done: on(last.before, entry), undone: null };
}

export interface Turn {
  history: History;
  text: string;
  /** What was taken back, or done again. */
  deed: Deed;
  /** What has to happen to other files of the draft with it. */
  files: readonly FileChange[];
  /** Where the text changed: the first place. */
  offset: number;
}

/** Null where there is nothing to take back, or this is not the text that the history led to. */
export function undo({ done, undone }: History, text: string): Turn | null {
  if (!done) return null;
  const back = inverted(done.entry.changes);
  if (!fits(text, back)) return null;
  const history = { done: done.before, undone: on(undone, done.entry) };
  const { deed, files = [] } = done.entry;
  const put = files.map(({ file, before, after }) => ({ file, before: after, after: before }));
  return { history, text: applyChanges(text, back), deed, files: put, offset: back.at(-1)?.at ?? 0 };
}

export function redo({ done, undone }: History, text: string): Turn | null {
  if (!undone || !fits(text, undone.entry.changes)) return null;
  const { changes, deed, files = [] } = undone.entry;
  const history = { done: on(done, undone.entry), undone: undone.before };
  return { history, text: applyChanges(text, changes), deed, files, offset: changes[0]?.at ?? 0 };
}

const chain = (link: Link | null): Past[] => {
  const entries: Past[] = [];
  for (let at = link; at; at = at.before) entries.push(at.entry);
  return entries;
};

/** What can be taken back, the latest first. */
export const pastOf = ({ done }: History): Past[] => chain(done);

/** What can be done again, the next first. */
export const futureOf = ({ undone }: History): Past[] => chain(undone);

/** From lists as `pastOf` and `futureOf` give them. */
export const historyOf = (past: readonly Past[], future: readonly Past[]): History => ({
  done: past.reduceRight<Link | null>(on, null),
  undone: future.reduceRight<Link | null>(on, null),
});

/** What somebody typed in the YAML editor, or another part changed: the least between two texts. */
export function typed(before: string, after: string): { deed: Deed; changes: Change[] } {
  return { deed: { did: "wrote", what: "", typing: "text" }, changes: changeBetween(before, after) };
}
