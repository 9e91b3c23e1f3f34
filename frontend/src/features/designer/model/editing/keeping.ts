// A history survives a reload of its page: it is kept in the tab's own storage, by journey and the version it began at.
import type { Change } from "./changes";
import { futureOf, type History, historyOf, type Past, pastOf } from "./history";
import type { FileChange } from "./types";

/** `sessionStorage`, or whatever else keeps words under a name. */
export interface Shelf {
  getItem(name: string): string | null;
  setItem(name: string, words: string): void;
  removeItem(name: string): void;
}

export interface Kept {
  text: string;
  history: History;
}

/** `base`: the version or ETag that the editing began at. */
export const shelfName = (slug: string, base: string): string => `careloom.edits.${slug}@${base}`;

/** Keeps text and history. Where there is no room for all, the oldest can no longer be undone after a reload. */
export function keep(shelf: Shelf, name: string, { text, history }: Kept): void {
  const future = futureOf(history);
  let past = pastOf(history);
  for (;;) {
    try {
      shelf.setItem(name, JSON.stringify({ text, past, future }));
      return;
    } catch {
      if (past.length === 0) break;
      past = past.slice(0, Math.floor(past.length / 2));
    }
  }
  shelf.removeItem(name);
}

export const forget = (shelf: Shelf, name: string): void => shelf.removeItem(name);

/** Null where nothing was kept, or it cannot be understood. */
export function recall(shelf: Shelf, name: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(name) ?? "null");
    if (!isRecord(kept) || typeof kept.text !== "string") return null;
    if (!isPast(kept.past) || !isPast(kept.future)) return null;
    return { text: kept.text, history: historyOf(kept.past, kept.future) };
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isChange = (value: unknown): value is Change =>
  isRecord(value) &&
  typeof value.at === "number" &&
  typeof value.removed === "string" &&
  typeof value.inserted === "string";

const isText = (value: unknown): value is string | null => value === null || typeof value === "string";

const isFile = (value: unknown): value is FileChange =>
  isRecord(value) && typeof value.file === "string" && isText(value.before) && isText(value.after);

const isPast = (value: unknown): value is Past[] =>
  Array.isArray(value) &&
  value.every(
    (one) =>
      isRecord(one) &&
      typeof one.at === "number" &&
      isRecord(one.deed) &&
      typeof one.deed.did === "string" &&
      Array.isArray(one.changes) &&
      one.changes.every(isChange) &&
      (one.files === undefined || (Array.isArray(one.files) && one.files.every(isFile))),
  );
