// A command at work: one splice after the other on a text that is read anew in between.
import { readSource, type Source } from "../source/source";
import type { Entry, Item, Node } from "../source/tree";
import { entryOf } from "../source/tree";
import type { Change } from "./changes";
import type { Draft } from "./draft";
import type { Deed, Edited, Outcome, Refusal, StepPath } from "./types";

/** Thrown inside commands only; `command` makes it an outcome. */
export class Refuse extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}

/** A node with its place in the whole text. */
export interface Spot {
  node: Node | null;
  /** Added to every offset of `node`, `entry` and `item`. */
  shift: number;
  entry: Entry | null;
  item: Item | null;
  path: StepPath;
}

export class Work {
  readonly changes: Change[] = [];

  constructor(public source: Source) {}

  get text(): string {
    return this.source.text;
  }

  splice(from: number, to: number, inserted: string): void {
    const removed = this.text.slice(from, to);
    if (removed === inserted) return;
    this.changes.push({ at: from, removed, inserted });
    this.source = readSource(this.text.slice(0, from) + inserted + this.text.slice(to));
    if (this.source.slips.length > 0) throw new Refuse("unreadable");
  }

  /** Null where nothing stands at that path. */
  spot(path: StepPath): Spot | null {
    let now: Spot = { node: this.source.root, shift: 0, entry: null, item: null, path };
    for (const key of path) {
      const next = child(now, key);
      if (!next) return null;
      now = next;
    }
    return now;
  }

  /** The same, where it has to be there. */
  at(path: StepPath): Spot {
    const spot = this.spot(path);
    if (!spot) throw new Refuse("no-such-place");
    return spot;
  }
}

function child({ node, shift, path }: Spot, key: string | number): Spot | null {
  if (node?.type === "list") {
    const item = typeof key === "number" ? node.items[key] : undefined;
    return item ? { node: item.node, shift: shift + item.shift, entry: null, item, path } : null;
  }
  const entry = entryOf(node, String(key));
  return entry && { node: entry.node, shift, entry, item: null, path };
}

/** What a command says of itself besides the text. */
export type Told = Omit<Edited, "text" | "changes">;

/** Runs a command; it refuses instead of leaving a text that cannot be read. */
export function command(draft: Draft, does: (work: Work) => Told): Outcome {
  if (draft.source.slips.length > 0) return { refused: "unreadable" };
  const work = new Work(draft.source);
  try {
    const told = does(work);
    return { ...told, text: work.text, changes: work.changes };
  } catch (error) {
    if (error instanceof Refuse) return { refused: error.refusal };
    throw error;
  }
}

export const deedOf = (did: Deed["did"], ids: readonly string[]): Deed => ({
  did,
  what: ids[0] ?? "",
  ...(ids.length > 1 ? { count: ids.length } : {}),
});
