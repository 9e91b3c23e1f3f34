// Steps that stand beside one another are put inside a new branch, repeat or split.
import { definitionOf } from "../../steps/definitions";
import { idsIn } from "./commands";
import type { Draft } from "./draft";
import { stepAt } from "./draft";
import { freeId, idFrom } from "./ids";
import { blockAt, putIn, takeOut } from "./items";
import type { FoundStep } from "./nesting";
import { wordsOfKind } from "./order";
import { chosen, indexOf, listOf } from "./places";
import type { Outcome, StepPath, StepRef, Value } from "./types";
import { itemText } from "./values";
import { command, deedOf, Refuse } from "./work";

/** Where the steps go inside the new block. */
const INSIDE = {
  branch: ["cases", 0, "steps"],
  repeat: ["steps"],
  split: ["paths"],
} as const;

export function wrapSteps(
  draft: Draft,
  {
    steps,
    in: kind,
    fields = {},
  }: {
    steps: readonly StepRef[];
    in: keyof typeof INSIDE;
    fields?: Record<string, Value>;
  },
): Outcome {
  return command(draft, (work) => {
    const inner = chosen(work, steps);
    const list = neighboursIn(inner);
    const index = indexOf(inner[0]?.path ?? []);
    const blocks = inner.map(({ path }) => blockAt(work, listOf(path), indexOf(path)));
    const fresh = definitionOf(kind).fresh;
    const own = freeId(idFrom(fresh?.name({ ...fresh.fields(""), ...fields }) ?? kind) || kind, idsIn(work));
    const step = { [kind]: own, ...fresh?.fields(own), ...fields };
    // The block goes in first, so that a list never becomes empty in between.
    putIn(work, { list, index }, [{ text: itemText(step, 0, wordsOfKind(kind)), column: 0 }]);
    for (let count = inner.length; count > 0; count--) takeOut(work, list, index + count);
    const block = [...list, index];
    putIn(work, { list: [...block, ...insideOf(kind, step)], index: 0 }, blocks);
    return {
      deed: deedOf(
        "wrapped",
        inner.map(({ id }) => id),
      ),
      focus: stepAt(work.source, block) ? block : null,
      ids: [own],
    };
  });
}

function insideOf(kind: keyof typeof INSIDE, step: Record<string, Value>): StepPath {
  if (kind !== "split") return INSIDE[kind];
  const [first = ""] = Object.keys((step.paths as Record<string, Value>) ?? {});
  return ["paths", first, "steps"];
}

/** The list in which all of them stand, one right behind the other. */
function neighboursIn(steps: readonly FoundStep[]): StepPath {
  const first = steps[0]?.path ?? [];
  const list = listOf(first);
  const beside = steps.every(
    ({ path }, at) => listOf(path).join("\n") === list.join("\n") && indexOf(path) === indexOf(first) + at,
  );
  if (!beside) throw new Refuse("not-neighbours");
  return list;
}
