// Commands of the document, spoken in terms of the picture: behind this, that column, what is chosen. Pure.
import type { Path, Step } from "../model/document";
import type { Place } from "../model/editing";
import type { Ground } from "../model/walking";
import type { Spot } from "./selection";

/** The place right behind a spot; for a step that ends the way, right before it. Null where nothing can stand. */
export function placeBehind(ground: Ground, spot: Spot): Place | null {
  if (spot.of === "trigger") return { list: ["steps"], index: 0 };
  if (spot.of === "path") {
    const within = ground.get(spot.step)?.step.paths[spot.index]?.at;
    return within ? { step: spot.step, within, index: 0 } : null;
  }
  const step = ground.get(spot.id)?.step;
  if (!step) return null;
  return step.kind === "exit" ? { before: spot.id } : { after: spot.id };
}

/** Whether a step is one of these, or inside one of them. */
export function isWithin(ground: Ground, id: string, ids: readonly string[]): boolean {
  for (let at = ground.get(id); at; at = at.block ? ground.get(at.block.id) : undefined)
    if (ids.includes(at.step.id)) return true;
  return false;
}

/** Whether moving steps behind a spot would change anything, and can be done at all. */
export function isPlaceFor(ground: Ground, ids: readonly string[], behind: Spot): boolean {
  const owner = behind.of === "step" ? behind.id : behind.of === "path" ? behind.step : null;
  if (owner !== null && isWithin(ground, owner, ids)) return false;
  if (ids.length !== 1) return true;
  const moving = ground.get(ids[0] ?? "");
  if (!moving) return false;
  const before = moving.list[moving.index - 1];
  if (before) return !(behind.of === "step" && behind.id === before.id);
  if (!moving.block) return behind.of !== "trigger";
  return !(behind.of === "path" && behind.step === moving.block.id && behind.index === moving.way);
}

/** Chosen steps in the order of the text, without those that are inside another chosen one. */
export function topmost(ground: Ground, ids: readonly string[]): string[] {
  const order = [...ground.keys()];
  return ids
    .filter((id) => {
      const block = ground.get(id)?.block;
      return ground.has(id) && !(block && isWithin(ground, block.id, ids));
    })
    .sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Fields with the steps of a way that need not be there. */
const OPTIONAL = /^(on|on_.+|otherwise|unknown)$/;

type Off =
  | { of: "case"; index: number }
  | { of: "path"; name: string }
  | { of: "way"; at: readonly (string | number)[] };

/** Which command takes a way off its step; null for ways that cannot be taken off by themselves. */
export function wayOff(step: Step, path: Path): Off | null {
  const [key, name] = path.at ?? [];
  if (step.kind === "branch" && key === "cases" && typeof name === "number")
    return { of: "case", index: name };
  if (step.kind === "split" && key === "paths") return { of: "path", name: String(name) };
  if (path.at && !path.implied && OPTIONAL.test(String(key))) return { of: "way", at: path.at };
  return null;
}
