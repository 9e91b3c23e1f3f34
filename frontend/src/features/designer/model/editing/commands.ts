// Steps are added, moved, copied and taken away. Each command is pure: from a draft to another text.
import { definitionOf } from "../../steps/definitions";
import type { Draft } from "./draft";
import { stepAt } from "./draft";
import { freeId, idFrom, isId } from "./ids";
import { blockAt, putIn, takeOut } from "./items";
import { atColumn, type Block } from "./lines";
import { everyId, type FoundStep, KINDS } from "./nesting";
import { wordsOfKind } from "./order";
import { pasted, takenIn } from "./paste";
import { chosen, indexOf, isInside, listOf, type Target, targetOf, without } from "./places";
import type { Outcome, Place, StepRef, Value } from "./types";
import { itemText } from "./values";
import { command, deedOf, Refuse, type Told, type Work } from "./work";

export const idsIn = (work: Work): Set<string> => new Set(everyId(work.source));

/** `fields` stand in for what a new step of the kind would say. Without `id` it gets one that says what it does. */
export function addStep(
  draft: Draft,
  {
    kind,
    place,
    id,
    fields = {},
  }: { kind: string; place: Place; id?: string; fields?: Record<string, Value> },
): Outcome {
  return command(draft, (work) => {
    if (!KINDS.includes(kind)) throw new Refuse("not-steps");
    const target = targetOf(work, place);
    const taken = idsIn(work);
    if (id !== undefined && !isId(id)) throw new Refuse("not-an-id");
    if (id !== undefined && taken.has(id)) throw new Refuse("id-taken");
    const fresh = definitionOf(kind).fresh;
    const wanted = idFrom(fresh?.name({ ...fresh.fields(""), ...fields }) ?? kind) || kind;
    const own = id ?? freeId(wanted, taken);
    const step = { [kind]: own, ...fresh?.fields(own), ...fields };
    putIn(work, target, [{ text: itemText(step, 0, wordsOfKind(kind)), column: 0 }]);
    return told(work, "added", [own], target);
  });
}

const told = (
  work: Work,
  did: "added" | "moved" | "pasted" | "duplicated",
  ids: string[],
  at: Target,
): Told => {
  const focus = [...at.list, at.index];
  return { deed: deedOf(did, ids), focus: stepAt(work.source, focus) ? focus : null, ids };
};

/** Taken out from the last to the first, so that the paths of those before stay right. */
function takeAll(work: Work, steps: readonly FoundStep[], target: Target): Target {
  return [...steps].reverse().reduce((now, { path }) => {
    takeOut(work, listOf(path), indexOf(path));
    return without(now, path);
  }, target);
}

const blocksOf = (work: Work, steps: readonly FoundStep[]): Block[] =>
  steps.map(({ path }) => blockAt(work, listOf(path), indexOf(path)));

/** Whole blocks, also between branches; they keep their order and stand together then. */
export function moveSteps(
  draft: Draft,
  { steps, place }: { steps: readonly StepRef[]; place: Place },
): Outcome {
  return command(draft, (work) => {
    const moving = chosen(work, steps);
    const target = targetOf(work, place);
    const ids = moving.map(({ id }) => id);
    if (moving.some(({ path }) => isInside(target.list, path))) throw new Refuse("into-itself");
    if (stayTogether(moving, target))
      return { deed: deedOf("moved", ids), focus: moving[0]?.path ?? null, ids };
    const blocks = blocksOf(work, moving);
    const left = takeAll(work, moving, target);
    putIn(work, left, blocks);
    return told(work, "moved", ids, left);
  });
}

/** Whether they stand there already. */
function stayTogether(moving: readonly FoundStep[], { list, index }: Target): boolean {
  const first = moving[0];
  if (!first || listOf(first.path).join("\n") !== list.join("\n")) return false;
  const start = indexOf(first.path);
  const neighbours = moving.every(
    ({ path }, at) =>
      path.length === list.length + 1 &&
      listOf(path).join("\n") === list.join("\n") &&
      indexOf(path) === start + at,
  );
  return neighbours && start <= index && index <= start + moving.length;
}

/** As YAML, with the comments that belong to them; what `pasteSteps` takes. Empty where none of them is there. */
export function copySteps(draft: Draft, steps: readonly StepRef[]): string {
  let text = "";
  command(draft, (work) => {
    text = blocksOf(work, chosen(work, steps))
      .map((block) => atColumn(block, 0))
      .join("");
    return { deed: deedOf("changed", []), focus: null, ids: [] };
  });
  return text;
}

/** Puts copies behind the last of them; the copies get ids of their own. */
export function duplicate(draft: Draft, { steps }: { steps: readonly StepRef[] }): Outcome {
  return command(draft, (work) => {
    const picked = chosen(work, steps);
    const last = picked.at(-1);
    if (!last) throw new Refuse("no-such-step");
    const { blocks, ids, renamed } = takenIn(blocksOf(work, picked), idsIn(work));
    const target = { list: listOf(last.path), index: indexOf(last.path) + 1, behind: true };
    putIn(work, target, blocks);
    return { ...told(work, "duplicated", ids, target), renamed };
  });
}

function removal(work: Work, steps: readonly StepRef[], did: "deleted" | "cut"): Told {
  const gone = chosen(work, steps);
  const ids = gone.map(({ id }) => id);
  const last = gone.at(-1);
  const at = { list: last ? listOf(last.path) : [], index: last ? indexOf(last.path) + 1 : 0, behind: false };
  const { list, index } = takeAll(work, gone, at);
  const near = [index, index - 1].map((one) => [...list, one]).find((path) => stepAt(work.source, path));
  return { deed: deedOf(did, ids), focus: near ?? null, ids: [] };
}

/** The line heals. Look then at what stands in their place. */
export const deleteSteps = (draft: Draft, { steps }: { steps: readonly StepRef[] }): Outcome =>
  command(draft, (work) => removal(work, steps, "deleted"));

/** Also gives what was cut, as YAML. */
export function cutSteps(
  draft: Draft,
  { steps }: { steps: readonly StepRef[] },
): Outcome & { clipboard: string } {
  const clipboard = copySteps(draft, steps);
  return { ...command(draft, (work) => removal(work, steps, "cut")), clipboard };
}

/**
 * Any YAML text of steps: one or a list of them, with or without dashes and indentation, or a whole journey.
 * Ids that are there already are given anew, and what the pasted steps say of one another follows.
 */
export function pasteSteps(draft: Draft, { text, place }: { text: string; place: Place }): Outcome {
  return command(draft, (work) => {
    const target = targetOf(work, place);
    const { blocks, ids, renamed, unresolved } = takenIn(pasted(text), idsIn(work));
    putIn(work, target, blocks);
    return { ...told(work, "pasted", ids, target), renamed, unresolved };
  });
}
