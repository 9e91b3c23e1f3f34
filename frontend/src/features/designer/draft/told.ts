// What was done to the draft, in words.
import { w } from "~/words";
import type { Deed, History } from "../model/editing";

export const deedWords = ({ did, what, count }: Deed): string => w.canvas.deeds[did](what, count ?? 1);

/** What undo would take back, and redo do again; "" where there is nothing. */
export function namesOf({ done, undone }: History): { undoWords: string; redoWords: string } {
  const words = (deed: Deed | undefined) => (deed ? deedWords(deed) : "");
  return { undoWords: words(done?.entry.deed), redoWords: words(undone?.entry.deed) };
}
