// The columns of a block: cases of a branch, paths of a split, events of an await.
import { w } from "~/words";
import { plain } from "../source/tree";
import type { Draft } from "./draft";
import { insertItem, write } from "./fields";
import { takeOut } from "./items";
import { found } from "./places";
import { moveItem, once } from "./setting";
import type { Outcome, StepPath, StepRef, Value } from "./types";
import { isFields, keyText } from "./values";
import { balanced } from "./weights";
import { command, Refuse, type Told, type Work } from "./work";

type InBlock = { step: StepRef };

function inBlock(
  draft: Draft,
  step: StepRef,
  kind: string,
  does: (work: Work, path: StepPath, id: string) => void,
): Outcome {
  return command(draft, (work) => {
    const block = found(work, step);
    if (block.kind !== kind) throw new Refuse("no-such-place");
    does(work, block.path, block.id);
    return once({
      deed: { did: "changed", what: block.id },
      focus: block.path,
      ids: [block.id],
    } satisfies Told);
  });
}

const fieldsAt = (work: Work, path: StepPath): Record<string, Value> => {
  const value = plain(work.spot(path)?.node ?? null) as Value;
  return isFields(value) ? (value as Record<string, Value>) : {};
};

const listAt = (work: Work, path: StepPath): Value[] => {
  const value = plain(work.spot(path)?.node ?? null) as Value;
  return Array.isArray(value) ? [...value] : value === null ? [] : [value];
};

/** A word that none of these has: the wanted one, or with a number. */
function free(wanted: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

export function addCase(
  draft: Draft,
  { step, name, when = "confirmed()", index }: InBlock & { name?: string; when?: string; index?: number },
): Outcome {
  return inBlock(draft, step, "branch", (work, path) => {
    const cases = listAt(work, [...path, "cases"]);
    const names = cases.map((one) => (isFields(one) ? String(one.name ?? "") : ""));
    const own = name ?? free(w.steps.branch.another, names);
    insertItem(work, [...path, "cases"], index ?? cases.length, { name: own, when, steps: [] });
  });
}

/** With all steps in it. The last case stays: a branch without any is none. */
export function removeCase(draft: Draft, { step, index }: InBlock & { index: number }): Outcome {
  return inBlock(draft, step, "branch", (work, path) => {
    if (listAt(work, [...path, "cases"]).length < 2) throw new Refuse("last-one");
    takeOut(work, [...path, "cases"], index);
  });
}

/** `to`: the index it has afterwards. The first case that is true is taken, so the order has a meaning. */
export const moveCase = (
  draft: Draft,
  { step, index, to }: InBlock & { index: number; to: number },
): Outcome => moveItem(draft, { step, field: ["cases"], index, to });

export const renameCase = (
  draft: Draft,
  { step, index, name }: InBlock & { index: number; name: string },
): Outcome =>
  inBlock(draft, step, "branch", (work, path) => write(work, [...path, "cases", index, "name"], name));

const weightsIn = (work: Work, path: StepPath): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fieldsAt(work, [...path, "paths"])).map(([name, one]) => [
      name,
      isFields(one) ? Number(one.weight ?? 0) || 0 : 0,
    ]),
  );

function writeWeights(work: Work, path: StepPath, weights: Readonly<Record<string, number>>): void {
  for (const [name, weight] of Object.entries(weights))
    write(work, [...path, "paths", name, "weight"], weight);
}

/** The others give way in proportion, so that all together stay a hundred. */
export function addPath(
  draft: Draft,
  { step, name, weight }: InBlock & { name?: string; weight?: number },
): Outcome {
  return inBlock(draft, step, "split", (work, path) => {
    const old = weightsIn(work, path);
    const own = name ?? free("another", Object.keys(old)).replace(" ", "-");
    if (own in old) throw new Refuse("id-taken");
    const share = weight ?? Math.floor(100 / (Object.keys(old).length + 1));
    const weights = balanced({ ...old, [own]: share }, own);
    write(work, [...path, "paths", own], { weight: weights[own] ?? share, steps: [] });
    writeWeights(work, path, weights);
  });
}

/** With all steps in it; the others share its part. */
export function removePath(draft: Draft, { step, name }: InBlock & { name: string }): Outcome {
  return inBlock(draft, step, "split", (work, path) => {
    const { [name]: gone, ...others } = weightsIn(work, path);
    if (gone === undefined) throw new Refuse("no-such-place");
    if (Object.keys(others).length === 0) throw new Refuse("last-one");
    write(work, [...path, "paths", name], undefined);
    writeWeights(work, path, balanced(others));
  });
}

export const renamePath = (
  draft: Draft,
  { step, name, to }: InBlock & { name: string; to: string },
): Outcome =>
  inBlock(draft, step, "split", (work, path) => {
    const { entry, shift } = work.at([...path, "paths", name]);
    if (!entry) throw new Refuse("no-such-place");
    if (to !== name && to in weightsIn(work, path)) throw new Refuse("id-taken");
    work.splice(entry.keyFrom + shift, entry.keyTo + shift, keyText(to, true));
  });

/** Whatever is asked for, the parts sum to a hundred; those that are not named share the rest. */
export const setWeights = (
  draft: Draft,
  { step, weights }: InBlock & { weights: Readonly<Record<string, number>> },
): Outcome =>
  inBlock(draft, step, "split", (work, path) => {
    const old = weightsIn(work, path);
    const fixed = Object.keys(weights).filter((name) => name in old);
    writeWeights(work, path, balanced({ ...old, ...weights }, ...fixed));
  });

/** A way of its own with no steps yet. `at`: where they will stand inside the step, such as `on_failed`. */
export function addWay(draft: Draft, { step, at }: InBlock & { at: StepPath }): Outcome {
  return command(draft, (work) => {
    const block = found(work, step);
    const path = [...block.path, ...at];
    if (work.spot(path)) throw new Refuse("id-taken");
    write(work, path, []);
    return once({ deed: { did: "changed", what: block.id }, focus: block.path, ids: [block.id] });
  });
}

/** With all steps in it; people then simply go on. */
export function removeWay(draft: Draft, { step, at }: InBlock & { at: StepPath }): Outcome {
  return command(draft, (work) => {
    const block = found(work, step);
    const path = [...block.path, ...at];
    if (!work.spot(path)) throw new Refuse("no-such-place");
    write(work, path, undefined);
    return once({ deed: { did: "changed", what: block.id }, focus: block.path, ids: [block.id] });
  });
}

/** With the steps of its own. */
export function removeEvent(draft: Draft, { step, event }: InBlock & { event: string }): Outcome {
  return inBlock(draft, step, "await", (work, path) => {
    const events = listAt(work, [...path, "for"]);
    const at = events.indexOf(event);
    if (at >= 0 && events.length < 2) throw new Refuse("last-one");
    if (at >= 0) takeOut(work, [...path, "for"], at);
    write(work, [...path, "on", event], undefined);
  });
}
