// Which blocks are drawn as one card. Pure; no part of the text.
import { everyStep, type Step } from "../model/document";

/** Folds stay with their step when its id changes. */
export function followFolds(
  folded: ReadonlySet<string>,
  renamed: Record<string, string> = {},
): ReadonlySet<string> {
  if (Object.keys(renamed).length === 0) return folded;
  return new Set([...folded].map((id) => renamed[id] ?? id));
}

/** The blocks that can be folded. */
export const foldable = (steps: Step[]): string[] =>
  everyStep(steps).flatMap(({ step }) => (step.paths.length > 0 ? [step.id] : []));

/** The folded blocks around a step, the outermost first. */
export function foldsAround(steps: Step[], id: string, folded: ReadonlySet<string>): string[] {
  for (const step of steps) {
    if (step.id === id) return [];
    const inside = step.paths.some((path) => everyStep(path.steps).some((entry) => entry.step.id === id));
    if (!inside) continue;
    const deeper = step.paths.flatMap((path) => foldsAround(path.steps, id, folded));
    return folded.has(step.id) ? [step.id, ...deeper] : deeper;
  }
  return [];
}
