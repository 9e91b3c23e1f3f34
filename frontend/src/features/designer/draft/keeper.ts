// What of a journey's page survives a reload: edits with their history, and which blocks are folded. This tab only.
import { forget, type Kept, keep, recall, type Shelf, shelfName } from "../model/editing";

/** Writing takes time with a long history, so it waits until nobody has typed for this long, in milliseconds. */
const CALM = 400;

interface Edits extends Kept {
  base: string;
  etag: string;
}

function shelfOfTab(): Shelf | null {
  try {
    return window.sessionStorage;
  } catch {
    return null; // storage is forbidden here, or this is no browser: edits live as long as the page
  }
}

export class Keeper {
  private readonly shelf: Shelf | null;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private latest: Edits | null = null;

  /** Who may not write has no edits to keep; what is folded is everybody's own. */
  constructor(
    private readonly slug: string | undefined,
    private readonly mayWrite = true,
  ) {
    this.shelf = slug === undefined ? null : shelfOfTab();
    if (this.shelf) window.addEventListener("pagehide", this.now);
  }

  recall(etag: string): Kept | null {
    if (!this.mayWrite) return null;
    return this.shelf && recall(this.shelf, shelfName(this.slug ?? "", etag));
  }

  keep(edits: Edits): void {
    if (!this.shelf || !this.mayWrite) return;
    this.latest = edits;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(this.now, CALM);
  }

  private readonly now = (): void => {
    if (!this.shelf || !this.latest) return;
    const { text, base, etag, history } = this.latest;
    this.latest = null;
    const name = shelfName(this.slug ?? "", etag);
    const nothing = text === base && !history.done && !history.undone;
    if (nothing) forget(this.shelf, name);
    else keep(this.shelf, name, { text, history });
  };

  private readonly foldsName = () => `careloom.folds.${this.slug}`;

  folds(): ReadonlySet<string> {
    try {
      const kept: unknown = JSON.parse(this.shelf?.getItem(this.foldsName()) ?? "[]");
      return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : []);
    } catch {
      return new Set();
    }
  }

  keepFolds(folded: ReadonlySet<string>): void {
    try {
      this.shelf?.setItem(this.foldsName(), JSON.stringify([...folded]));
    } catch {
      // No room: they are folded until the page is loaded again.
    }
  }
}
