// What this tab and the server last agreed on. After a reload it tells an edit of this tab from one of another window.
import type { DraftShown } from "~/api/drafts";
import { FILE } from "./saver";

interface Synced {
  revision: number;
  text: string;
  /** What was sent since and was not answered when the page went. */
  sent?: readonly string[];
}

type Shelf = Pick<Storage, "getItem" | "setItem">;

const nameOf = (slug: string) => `careloom-synced ${slug}`;

function shelfOfTab(): Shelf | null {
  try {
    return window.sessionStorage;
  } catch {
    return null; // storage is forbidden here: then no edit outlives the page either
  }
}

/** The server has the text of this page. */
export const keepSynced = (
  slug: string,
  draft: Pick<DraftShown, "revision" | "files">,
  shelf: Shelf | null = shelfOfTab(),
): void => write(slug, { revision: draft.revision, text: draft.files[FILE] ?? "" }, shelf);

/** Texts are on their way to the server, which may take one in after the page is gone. */
export function keepSent(slug: string, sent: readonly string[], shelf: Shelf | null = shelfOfTab()): void {
  const synced = recallSynced(slug, shelf);
  if (synced) write(slug, { ...synced, sent }, shelf);
}

function write(slug: string, synced: Synced, shelf: Shelf | null): void {
  try {
    shelf?.setItem(nameOf(slug), JSON.stringify(synced));
  } catch {
    // full: the next load asks as if nothing had been agreed on
  }
}

function recallSynced(slug: string, shelf: Shelf | null): Synced | null {
  try {
    const kept = JSON.parse(shelf?.getItem(nameOf(slug)) ?? "null") as Partial<Synced> | null;
    const { revision, text, sent } = kept ?? {};
    if (typeof revision !== "number" || typeof text !== "string") return null;
    return { revision, text, sent: Array.isArray(sent) ? sent : [] };
  } catch {
    return null;
  }
}

/**
 * How a page that begins with `text` of its own takes what the server has. `show`: nothing here is unsaved, so the
 * server's text is shown. Else `draft` is what this text was made from: where another window saved since, it is
 * an old one, and saving over it is refused and asked about, as it is between two open windows.
 */
export function takeUp(
  slug: string,
  text: string,
  draft: DraftShown,
  shelf: Shelf | null = shelfOfTab(),
): { show: boolean; draft: DraftShown } {
  const synced = recallSynced(slug, shelf);
  const there = draft.files[FILE];
  const own = synced === null || synced.text === there || synced.sent?.some((one) => one === there);
  if (synced === null || own) return { show: false, draft };
  if (synced.text === text) return { show: true, draft };
  const before = { ...draft, revision: synced.revision, files: { ...draft.files, [FILE]: synced.text } };
  return { show: false, draft: before };
}
