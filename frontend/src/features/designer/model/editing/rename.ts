// A step gets another id, and everything that speaks of it follows.
import { readSource } from "../source/source";
import { entryOf, type Node } from "../source/tree";
import { idsIn } from "./commands";
import type { Draft } from "./draft";
import { write } from "./fields";
import { isId } from "./ids";
import { found } from "./places";
import { type Mention, mentionsOf } from "./references";
import type { Outcome, StepRef } from "./types";
import { command, Refuse } from "./work";

/**
 * `moved`: people inside an older version continue here, so `moved_to` says so. It is needed where the journey was
 * published with the old id, and of no use before.
 */
export function renameStep(
  draft: Draft,
  { step, id, moved = false }: { step: StepRef; id: string; moved?: boolean },
): Outcome {
  return command(draft, (work) => {
    const { id: old, path, node, shift } = found(work, step);
    if (!isId(id)) throw new Refuse("not-an-id");
    if (id !== old && idsIn(work).has(id)) throw new Refuse("id-taken");
    const head = node.entries[0]?.node;
    if (head?.type !== "word") throw new Refuse("no-such-step");
    const mentions = mentionsOf(work.source).filter((mention) => mention.id === old);
    const all = [...mentions, { id: old, from: head.from + shift, to: head.to + shift }];
    for (const { from, to } of lastFirst(all)) work.splice(from, to, id);
    if (moved && id !== old) write(work, ["moved_to", old], id);
    return { deed: { did: "renamed", what: old }, focus: path, ids: [id], renamed: { [old]: id } };
  });
}

const lastFirst = (mentions: readonly Mention[]): Mention[] => [...mentions].sort((a, b) => b.from - a.from);

const NAMES_A_STEP = ["after", "step"];

/** The names of steps in a file of scenarios: whose event, what is expected, what never happens, which way, what fails. */
function scenarioMentions(node: Node | null, key: string, shift: number): Mention[] {
  if (node?.type === "word") {
    const id = String(node.value);
    return node.style === "plain" && key !== "" ? [{ id, from: node.from + shift, to: node.to + shift }] : [];
  }
  if (node?.type === "list")
    return node.items.flatMap((item) => scenarioMentions(item.node, key, shift + item.shift));
  if (node?.type !== "map") return [];
  if (key === "keys")
    return node.entries.map((entry) => ({
      id: entry.key,
      from: entry.keyFrom + shift,
      to: entry.keyTo + shift,
    }));
  return node.entries.flatMap((entry, index) =>
    scenarioMentions(entry.node, meaning(entry.key, key, index), shift),
  );
}

/** What is said below a key: "" nothing of steps, "step" names of them, "keys" their names as keys. */
function meaning(key: string, above: string, index: number): string {
  if (above === "expect") return index === 0 ? "step" : "";
  if (above === "events") return NAMES_A_STEP.includes(key) ? "step" : "";
  if (key === "never") return "step";
  if (key === "split" || key === "fails") return "keys";
  return key === "expect" || key === "events" ? key : "";
}

/** A file of scenarios after steps were renamed; the same text where it speaks of none of them, or cannot be read. */
export function renameInScenarios(text: string, renamed: Readonly<Record<string, string>>): string {
  const scenarios = entryOf(readSource(text).root, "scenarios")?.node;
  if (scenarios?.type !== "list") return text;
  const mentions = scenarios.items.flatMap(({ node, shift }) =>
    node?.type === "map"
      ? node.entries.flatMap((entry) => scenarioMentions(entry.node, meaning(entry.key, "", 0), shift))
      : [],
  );
  return lastFirst(mentions).reduce((now, { id, from, to }) => {
    const id2 = Object.hasOwn(renamed, id) ? renamed[id] : undefined;
    return id2 === undefined ? now : now.slice(0, from) + id2 + now.slice(to);
  }, text);
}
