// To which field of a step or of the journey a problem belongs. Pure.
import type { Problem } from "~/api/types";
import { isOwn, offsetIn, usedBy } from "../../model/problems";
import { readSource } from "../../model/source/source";
import type { Node } from "../../model/source/tree";

export type Keys = readonly (string | number)[];

/** The path of the innermost field around an offset. */
function pathAt(node: Node | null, offset: number): Keys {
  if (node?.type === "map") {
    // The last key that begins at or before it: also where its value is missing.
    const entry = node.entries.filter(({ keyFrom }) => keyFrom <= offset).at(-1);
    return entry ? [entry.key, ...pathAt(entry.node, offset)] : [];
  }
  if (node?.type !== "list") return [];
  const index = node.items.findLastIndex(({ node: item, shift }) => item && item.from + shift <= offset);
  const item = node.items[index];
  return item ? [index, ...pathAt(item.node, offset - item.shift)] : [];
}

export interface PlacedProblem {
  problem: Problem;
  /** From the root of the document. */
  path: Keys;
}

/** Of the journey's own text. */
export const placed = (text: string, problems: readonly Problem[]): PlacedProblem[] =>
  placedIn(text, problems.filter(isOwn));

/** Those of messages and forms, at the field by which this step uses them. `at`: where the step stands. */
export function placedInUse(
  problems: readonly Problem[],
  at: Keys,
  fields: Readonly<Record<string, unknown>>,
): PlacedProblem[] {
  return problems.flatMap((problem) => {
    const used = isOwn(problem) ? null : usedBy(problem);
    return used && fields[used.field] === used.name ? [{ problem, path: [...at, used.field] }] : [];
  });
}

/** The problems of any YAML text: all of them lie in it. */
export function placedIn(text: string, problems: readonly Problem[]): PlacedProblem[] {
  if (problems.length === 0) return [];
  const { root } = readSource(text);
  return problems.map((problem) => ({
    problem,
    path: pathAt(root, offsetIn(text, problem.line, problem.column)),
  }));
}

/** Those inside a field, however deep. */
export const under = (problems: readonly PlacedProblem[], path: Keys): Problem[] =>
  problems
    .filter(({ path: at }) => path.length > 0 && path.every((key, index) => at[index] === key))
    .map(({ problem }) => problem);

const STEPS_INSIDE = /^(steps|on|on_.*|otherwise|unknown)$/;

/** Whether the form of the step at `step` shows a field there: not its id, nor the steps inside it. */
export function inForm(path: Keys, step: Keys, kind: string): boolean {
  const own = path.slice(step.length);
  const inside = step.every((key, index) => path[index] === key);
  return (
    inside && own[0] !== undefined && own[0] !== kind && !own.some((key) => STEPS_INSIDE.test(String(key)))
  );
}
