// How a rule compares, as people read it. Pure.
import { w } from "~/words";
import type { FieldType, Way } from "./choices";
import type { Leaf } from "./rules";

/** `among` → "is one of", `!startsWith` → "does not begin with"; of a list "has none beginning with". */
export function wayWords(way: Way, leaf: Leaf, type: FieldType): string {
  const words = w.inspector.condition;
  const all: Record<string, string> = {
    ...words.ops,
    ...words.times,
    ...(leaf.is === "call" ? { yes: words.yes, no: words.no } : words.bool),
    has: words.lists.has,
    lacks: words.lists.lacks,
    among: words.lists.among,
    "!among": words.lists.notAmong,
  };
  const none = way.startsWith("!");
  const test = way.replace("!", "");
  const tests: Record<string, string> =
    type === "list(string)"
      ? none
        ? words.noneTests
        : words.someTests
      : none
        ? words.notTests
        : words.tests;
  return all[way] ?? tests[test] ?? way;
}
