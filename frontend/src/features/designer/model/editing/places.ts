// Where steps stand and where they go, while a command takes some out and puts others in.
import { findIn } from "./draft";
import { type FoundStep, samePath, startOf } from "./nesting";
import type { Place, StepPath, StepRef } from "./types";
import { Refuse, type Work } from "./work";

export function found(work: Work, ref: StepRef): FoundStep {
  const step = findIn(work.source, ref);
  if (!step) throw new Refuse("no-such-step");
  return step;
}

/** The steps in the order of the text; one that stands inside another of them is left out. */
export function chosen(work: Work, refs: readonly StepRef[]): FoundStep[] {
  const each = new Map(refs.map((ref) => found(work, ref)).map((step) => [step.path.join("\n"), step]));
  const picked = [...each.values()].sort((a, b) => startOf(a) - startOf(b));
  if (picked.length === 0) throw new Refuse("no-such-step");
  return picked.filter((step) => !picked.some((other) => other !== step && isInside(step.path, other.path)));
}

/** Whether something stands in the step at `outer`, at whatever depth. */
export const isInside = (path: StepPath, outer: StepPath): boolean =>
  path.length > outer.length && outer.every((key, index) => key === path[index]);

export interface Target {
  list: StepPath;
  index: number;
  /** Close behind the step before it, above comments that stand by themselves. */
  behind: boolean;
}

export const listOf = (path: StepPath): StepPath => path.slice(0, -1);
export const indexOf = (path: StepPath): number => Number(path.at(-1));

export function targetOf(work: Work, place: Place): Target {
  if ("before" in place) {
    const { path } = found(work, place.before);
    return { list: listOf(path), index: indexOf(path), behind: false };
  }
  if ("after" in place) {
    const { path } = found(work, place.after);
    return { list: listOf(path), index: indexOf(path) + 1, behind: true };
  }
  const list = "list" in place ? place.list : [...found(work, place.step).path, ...place.within];
  return {
    list,
    index: Math.min(place.index ?? Number.POSITIVE_INFINITY, lengthOf(work, list)),
    behind: false,
  };
}

export function lengthOf(work: Work, list: StepPath): number {
  const node = work.spot(list)?.node;
  return node?.type === "list" ? node.items.length : 0;
}

/** The target after the step at `gone` was taken out. */
export function without(target: Target, gone: StepPath): Target {
  const { list, index } = target;
  const [from, at] = [listOf(gone), indexOf(gone)];
  if (samePath(from, list)) return { ...target, index: at < index ? index - 1 : index };
  const key = list[from.length];
  if (!isInside(list, from) || typeof key !== "number" || key <= at) return target;
  return { ...target, list: list.map((one, depth) => (depth === from.length ? key - 1 : one)) };
}
