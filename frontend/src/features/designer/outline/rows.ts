// The journey as rows of a tree: where it begins, steps, and the ways of blocks. Pure.
import { w } from "~/words";
import { type Spot, spotKey } from "../draft/selection";
import type { Step } from "../model/document";
import { NO_TITLES } from "../model/titles";
import { definitionOf } from "../steps/definitions";

export interface Row {
  key: string;
  spot: Spot;
  level: number;
  kind: string;
  name: string;
  detail: string;
  /** Null: it has nothing inside. */
  open: boolean | null;
  /** Its place among its neighbours, from 1, and how many they are. */
  at: number;
  of: number;
}

export function rowsOf(steps: Step[], folded: ReadonlySet<string>, titles = NO_TITLES): Row[] {
  const stepRows = (list: Step[], level: number): Row[] =>
    list.flatMap((step, index) => {
      const open = step.paths.length > 0 ? !folded.has(step.id) : null;
      const { name, sentence } = definitionOf(step.kind);
      const spot: Spot = { of: "step", id: step.id };
      const row: Row = {
        key: spotKey(spot),
        spot,
        level,
        kind: step.kind,
        name:
          step.kind === "exit"
            ? `${w.canvas.card.leave}: ${step.id}`
            : sentence(step.fields, step.id, titles).replace(/\*/g, ""),
        detail: step.kind === "exit" ? name : step.id,
        open,
        at: index + 1,
        of: list.length,
      };
      return open ? [row, ...wayRows(step, level + 1)] : [row];
    });
  const wayRows = (step: Step, level: number): Row[] =>
    step.paths.flatMap((path, index) => {
      const spot: Spot = { of: "path", step: step.id, index };
      const row: Row = {
        key: spotKey(spot),
        spot,
        level,
        kind: "",
        name: path.words,
        detail: path.detail,
        open: path.steps.length > 0 ? true : null,
        at: index + 1,
        of: step.paths.length,
      };
      return [row, ...stepRows(path.steps, level + 1)];
    });
  return stepRows(steps, 1);
}
