// The words and their order are the engine's; its schema is what tells them.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readSource } from "../source/source";
import { KINDS, listsIn } from "./nesting";
import { PART_WORDS, wordsOfKind } from "./order";

type Schema = { definitions: Record<string, { properties?: Record<string, unknown> }> };

const schema = JSON.parse(
  readFileSync(new URL("../../../../../../journeys/schema/journey.json", import.meta.url), "utf8"),
) as Schema;
const words = (name: string) => Object.keys(schema.definitions[name]?.properties ?? {});

test("every kind the schema knows is known here", () => {
  const kinds = Object.keys(schema.definitions).flatMap((name) => /^step-(.*)$/.exec(name)?.[1] ?? []);
  expect([...KINDS].sort()).toEqual(kinds.sort());
});

test.each(KINDS)("the words of %s stand in the schema's order", (kind) => {
  expect(wordsOfKind(kind)).toEqual(words(`step-${kind}`));
});

test.each([
  ["journey", "journey"],
  ["enroll", "enroll"],
  ["exit", "exiton"],
  ["goal", "goal"],
  ["window", "window"],
  ["send_window", "window"],
  ["at", "anchor"],
  ["timeout", "anchor"],
  ["expires", "anchor"],
  ["cap", "cap"],
  ["brakes", "brakes"],
  ["allow", "allow"],
  ["cases", "case"],
  ["winner", "winner"],
])("the words of %s stand in the schema's order", (part, name) => {
  expect(PART_WORDS[part]).toEqual(words(name));
});

test.each(KINDS)("every word of %s that holds steps is looked into", (kind) => {
  const holds = wordsOfKind(kind).filter((word) => /^(on_\w+|steps|otherwise|unknown)$/.test(word));
  const text = `steps:\n  - ${kind}: x\n${holds.map((word) => `    ${word}: [{exit: ${word.replace("_", "-")}}]\n`).join("")}`;
  const root = readSource(text).root;
  const steps = root?.type === "map" ? root.entries[0]?.node : null;
  const node = steps?.type === "list" ? steps.items[0]?.node : null;
  if (node?.type !== "map") throw new Error("no step");
  const found = listsIn({ kind, id: "x", path: ["steps", 0], node, shift: 0 }).map(({ path }) => path.at(-1));
  expect(found).toEqual(holds);
});
