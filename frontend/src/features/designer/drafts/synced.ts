// What this tab and the server last agreed on. After a reload it tells an edit of this tab from one of another window.
import type { DraftShown } from "~/api/drafts";
import { FILE } from "./saver";

interface Synced {
  revision: number;
  text: string;
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
export function keepSynced(slug: string, draft: DraftShown, shelf: Shelf | null = shelfOfTab()): void {
  const synced: Synced = { revision: draft.revision, text: draft.files[FILE] ?? "" };
  try {
    shelf?.setItem(nameOf(slug), JSON.stringify(synced));
  } catch {
    // full: the next load asks as if nothing had been agreed on
  }
}

function recallSynced(slug: string, shelf: Shelf | null): Synced | null {
  try {
    const kept = JSON.parse(shelf?.getItem(nameOf(slug)) ?? "null") as Partial<Synced> | null;
    const { revision, text } = kept ?? {};
    return typeof revision === "number" && typeof text === "string" ? { revision, text } : null;
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
  if (synced === null || synced.text === draft.files[FILE]) return { show: false, draft };
  if (synced.text === text) return { show: true, draft };
  const before = { ...draft, revision: synced.revision, files: { ...draft.files, [FILE]: synced.text } };
  return { show: false, draft: before };
}
