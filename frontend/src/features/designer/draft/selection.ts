// What somebody looks at: one spot that the keyboard stands on, and the steps that are chosen. Pure.
import { everyStep, type JourneyDocument } from "../model/document";

type Walked = Pick<JourneyDocument, "steps">;

/** Where the keyboard stands. A path is a column of a block, by the order in which it is drawn. */
export type Spot =
  | { of: "trigger" }
  | { of: "step"; id: string }
  | { of: "path"; step: string; index: number };

export interface Selection {
  spot: Spot | null;
  /** The step the inspector speaks of; for a path, the step it belongs to. */
  selected: string | null;
  /** Every chosen step, in the order they were chosen. */
  chosen: readonly string[];
}

export const NOTHING: Selection = { spot: null, selected: null, chosen: [] };

export const atStep = (id: string): Selection => ({ spot: { of: "step", id }, selected: id, chosen: [id] });

/** Standing on something that is no step. */
export const atSpot = (spot: Spot | null): Selection => {
  if (spot?.of === "step") return atStep(spot.id);
  return { spot, selected: spot?.of === "path" ? spot.step : null, chosen: [] };
};

/** Chosen together; the last one is what the inspector speaks of. */
export function several(ids: readonly string[]): Selection {
  const last = ids.at(-1);
  return last === undefined ? NOTHING : { ...atStep(last), chosen: [...new Set(ids)] };
}

/** Adds a step to those chosen, or takes it away. */
export function toggled(now: Selection, id: string): Selection {
  return several(now.chosen.includes(id) ? now.chosen.filter((one) => one !== id) : [...now.chosen, id]);
}

/** What is left of it when only these steps are there; an id that was given anew is followed. */
export function kept(
  now: Selection,
  there: ReadonlySet<string>,
  renamed: Record<string, string> = {},
): Selection {
  const follow = (id: string) => renamed[id] ?? id;
  const chosen = now.chosen.map(follow).filter((id) => there.has(id));
  const { spot } = now;
  if (spot?.of === "path") {
    const step = follow(spot.step);
    return there.has(step) ? { ...atSpot({ ...spot, step }), chosen } : NOTHING;
  }
  if (spot?.of !== "step") return { ...now, chosen };
  const id = follow(spot.id);
  return there.has(id) ? { ...atStep(id), chosen } : several(chosen);
}

export const sameSpot = (a: Spot | null, b: Spot | null): boolean => spotKey(a) === spotKey(b);

/** A word for a spot, unlike that of any other; the DOM carries it. */
export function spotKey(spot: Spot | null): string {
  if (!spot) return "";
  if (spot.of === "trigger") return "trigger";
  return spot.of === "step" ? `step:${spot.id}` : `path:${spot.step}/${spot.index}`;
}

/** Ids that steps got which otherwise stayed where they are; none where steps came or went. */
export function renamedBetween(before: Walked | null, after: Walked | null): Record<string, string> {
  const [old, now] = [everyStep(before?.steps ?? []), everyStep(after?.steps ?? [])];
  if (old.length !== now.length) return {};
  const pairs = old.map(({ step }, index) => [step.id, now[index]?.step.id ?? step.id] as const);
  const differ = pairs.filter(([was, is]) => was !== is);
  if (differ.length === 0) return {};
  const [former, there] = [old, now].map((steps) => new Set(steps.map(({ step }) => step.id)));
  return Object.fromEntries(differ.filter(([was, is]) => !there?.has(was) && !former?.has(is)));
}
