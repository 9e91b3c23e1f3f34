// Which steps differ, for the two pictures beside one another. Pure.
import type { JourneyChange, StepChange } from "~/api/drafts";

export type Mark = StepChange["state"] | "moved";
export type Marks = ReadonlyMap<string, Mark>;

/** A step that only stands elsewhere is said to have moved. */
const markOf = ({ state, moved, changes = [] }: StepChange): Mark =>
  moved && changes.length === 0 && state !== "added" && state !== "removed" ? "moved" : state;

/** On the side before, a step stands under the id it had; what was added is not there yet. */
export function marksOf(change: JourneyChange | null, side: "before" | "after"): Marks {
  const marks = new Map<string, Mark>();
  for (const step of change?.steps ?? []) {
    if (step.state === "added" && side === "before") continue;
    if (step.state === "removed" && side === "after") continue;
    marks.set(side === "before" ? step.was || step.id : step.id, markOf(step));
  }
  return marks;
}
