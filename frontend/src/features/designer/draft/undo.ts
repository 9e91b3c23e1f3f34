// What can be taken back and done again, with its names.
import { w } from "~/words";
import { applyChanges, type Change, type Deed, type Edited, inverted, type Refusal } from "../model/editing";

interface Entry {
  deed: Deed;
  changes: readonly Change[];
}

export class UndoList {
  private done: Entry[] = [];
  private undone: Entry[] = [];

  record({ deed, changes }: Edited): void {
    const last = this.done.at(-1);
    this.undone = [];
    if (last && deed.typing && last.deed.typing === deed.typing)
      this.done[this.done.length - 1] = { deed, changes: [...last.changes, ...changes] };
    else this.done.push({ deed, changes });
  }

  undo(text: string): { text: string; said: string } | null {
    const entry = this.done.pop();
    if (!entry) return null;
    this.undone.push(entry);
    return { text: applyChanges(text, inverted(entry.changes)), said: w.canvas.undone(this.words(entry)) };
  }

  redo(text: string): { text: string; said: string } | null {
    const entry = this.undone.pop();
    if (!entry) return null;
    this.done.push(entry);
    return { text: applyChanges(text, entry.changes), said: w.canvas.redone(this.words(entry)) };
  }

  get undoWords(): string {
    return this.words(this.done.at(-1));
  }

  get redoWords(): string {
    return this.words(this.undone.at(-1));
  }

  refusal = (refused: Refusal): string => w.canvas.refusals[refused];

  private words = (entry: Entry | undefined): string =>
    entry ? w.canvas.deeds[entry.deed.did](entry.deed.what, entry.deed.count ?? 1) : "";
}
