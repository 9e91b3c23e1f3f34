// A text with its history, kept in this tab for when its page is loaded again, with what the server had by then.
import { forget, type Kept, keep, recall, type Shelf } from "../model/editing";

function shelfOfTab(): Shelf | null {
  try {
    return window.sessionStorage;
  } catch {
    return null; // storage is forbidden here: the history lives as long as the page
  }
}

const seenName = (name: string) => `${name} was`;

export function keepEdits(name: string, kept: Kept, served: string, shelf = shelfOfTab()): void {
  if (!shelf) return;
  const nothing = kept.text === served && !kept.history.done && !kept.history.undone;
  if (nothing) forget(shelf, name);
  else keep(shelf, name, kept);
  try {
    shelf.setItem(seenName(name), served);
  } catch {
    // No room: what is not saved by then is the server's to say.
  }
}

/** Null where nothing was kept, or the server has something else by now: then what was kept leads nowhere. */
export function recallEdits(name: string, served: string, shelf = shelfOfTab()): Kept | null {
  const kept = shelf && recall(shelf, name);
  if (!kept) return null;
  return kept.text === served || shelf.getItem(seenName(name)) === served ? kept : null;
}
