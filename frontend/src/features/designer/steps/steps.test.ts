import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { definitionOf, kinds } from "./definitions";
import { iconOf } from "./icons";

const here = dirname(fileURLToPath(import.meta.url));
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name.replace(/_$/, ""));

test("every folder is a kind, and every kind has its folder", () => {
  expect([...kinds].sort()).toEqual(folders.sort());
});

test.each(kinds)("%s is whole: definition, card and test", (kind) => {
  const files = readdirSync(`${here}/${kind === "await" ? "await_" : kind}`);
  expect(files).toEqual(expect.arrayContaining(["definition.ts", "card.ts"]));
  expect(files.some((file) => file.endsWith(".test.ts"))).toBe(true);
  expect(iconOf(kind)).not.toBe(iconOf("no-such-kind"));
});

test.each(kinds)("%s survives any fields at all", (kind) => {
  const definition = definitionOf(kind);
  for (const value of [undefined, null, 3, "x", [], [1], {}, { a: 1 }]) {
    const names = [
      "cases",
      "paths",
      "for",
      "on",
      "until",
      "at",
      "set",
      "tag",
      "timeout",
      "cap",
      "window",
      "every",
    ];
    const fields = Object.fromEntries(names.map((name) => [name, value]));
    expect(typeof definition.sentence(fields, "id")).toBe("string");
    definition.chips(fields);
    definition.facts(fields);
    definition.paths({ fields, within: () => [] });
  }
});

test("an unknown kind is drawn and says so", () => {
  expect(definitionOf("teleport").sentence({}, "x")).toContain("does not know");
});
