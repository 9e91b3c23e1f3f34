import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { leavesOf, writeLeaf } from "./leaves";

const SOURCE = `# ours
name: Riverside   # the sign says so
phone: "+1 555 0142"
sender: {name: Riverside, address: care@riverside.example.org}

languages: [en, es]
text: >
  Two lines
  of text
brakes: {sends_per_hour: 20000}
`;

const leaf = (key: string) => {
  const found = leavesOf(SOURCE)?.find(({ path }) => path.join(".") === key);
  if (!found) throw new Error(key);
  return found;
};

describe("a document as fields", () => {
  test("has every plain value, in order", () => {
    expect(leavesOf(SOURCE)?.map(({ path }) => path.join("."))).toEqual([
      "name",
      "phone",
      "sender.name",
      "sender.address",
      "languages.0",
      "languages.1",
      "text",
      "brakes.sends_per_hour",
    ]);
  });

  test("is written in one place only: comments, order and blank lines stay", () => {
    const after = writeLeaf(SOURCE, leaf("name"), "Lakeside");
    expect(after).toBe(SOURCE.replace("name: Riverside ", "name: Lakeside "));
  });

  test("reads back exactly what was written, whatever it is, wherever it stands", () => {
    const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean());
    const keys = ["name", "phone", "sender.name", "languages.1", "text", "brakes.sends_per_hour"];
    fc.assert(
      fc.property(fc.constantFrom(...keys), value, (key, wanted) => {
        const after = writeLeaf(SOURCE, leaf(key), wanted);
        const read = leavesOf(after)?.find(({ path }) => path.join(".") === key);
        expect(read?.value).toBe(wanted);
        expect(Object.keys(parse(after) as object)).toEqual(Object.keys(parse(SOURCE) as object));
      }),
      { numRuns: 60 },
    );
  });

  test("cannot be read while it is broken", () => {
    expect(leavesOf("a: [")).toBeNull();
  });
});
