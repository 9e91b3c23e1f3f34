import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addCase,
  addPath,
  addWay,
  balanced,
  type Edited,
  isRefused,
  moveCase,
  type Outcome,
  readDraft,
  removeCase,
  removeEvent,
  removePath,
  removeWay,
  renamePath,
  setWeights,
} from ".";

function done(outcome: Outcome): Edited {
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}

const TEXT = `steps:
  - branch: b
    cases:
      # first of all
      - name: one
        when: confirmed()
        steps: []
      - {name: two, when: "!confirmed()", steps: []}
  - split: s
    paths:
      a:                       {weight: 90, steps: []}   # most
      b:
        weight: 10
        holdout: true
  - await: w
    for: clicked
    timeout: 1d
`;
const draft = readDraft(TEXT);

describe("cases", () => {
  test("added behind, with a name that is free", () => {
    const { text } = done(addCase(draft, { step: "b" }));
    expect(text).toContain(
      "steps: []}\n      - name: another case\n        when: confirmed()\n        steps: []\n  - split: s",
    );
  });

  test("moved with their comments", () => {
    expect(done(moveCase(draft, { step: "b", index: 0, to: 1 })).text).toContain(
      '    cases:\n      - {name: two, when: "!confirmed()", steps: []}\n      # first of all\n      - name: one\n',
    );
  });

  test("the last one stays", () => {
    const { text } = done(removeCase(draft, { step: "b", index: 0 }));
    expect(text).toContain("    cases:\n      - {name: two");
    expect(removeCase(readDraft(text), { step: "b", index: 0 })).toEqual({ refused: "last-one" });
    expect(removeCase(draft, { step: "s", index: 0 })).toEqual({ refused: "no-such-place" });
  });
});

describe("paths", () => {
  test("a new one takes its part from the others, in proportion", () => {
    const { text } = done(addPath(draft, { step: "s", name: "c", weight: 20 }));
    expect(text).toContain(
      "{weight: 72, steps: []}   # most\n      b:\n        weight: 8\n        holdout: true\n      c:\n        weight: 20\n        steps: []\n",
    );
  });

  test("one that goes leaves its part to the others", () => {
    expect(done(removePath(draft, { step: "s", name: "b" })).text).toContain(
      "{weight: 100, steps: []}   # most\n  - await",
    );
  });

  test("a weight that is set is kept; the rest is shared", () => {
    const { text } = done(setWeights(draft, { step: "s", weights: { a: 60 } }));
    expect(text).toContain("{weight: 60, steps: []}");
    expect(text).toContain("        weight: 40\n");
  });

  test("renamed at its place", () => {
    expect(done(renamePath(draft, { step: "s", name: "a", to: "x: y" })).text).toContain('      "x: y":');
    expect(renamePath(draft, { step: "s", name: "a", to: "b" })).toEqual({ refused: "id-taken" });
  });
});

describe("events", () => {
  const own = { step: "w", at: ["on", "clicked"] };

  test("a way of its own is written where the language has it, once, and is taken away again whole", () => {
    const { text } = done(addWay(draft, own));
    expect(text).toBe(`${TEXT}    on:\n      clicked: []\n`);
    expect(addWay(readDraft(text), own)).toEqual({ refused: "id-taken" });
    expect(done(removeWay(readDraft(text), own)).text).toBe(TEXT);
    expect(removeWay(draft, own)).toEqual({ refused: "no-such-place" });
  });

  test("one that goes takes its way along", () => {
    const both = TEXT.replace("for: clicked", "for: [clicked, viewed]\n    on: {viewed: []}");
    expect(done(removeEvent(readDraft(both), { step: "w", event: "viewed" })).text).toBe(
      TEXT.replace("for: clicked", "for: [clicked]"),
    );
  });

  test("the last one stays", () => {
    expect(removeEvent(draft, { step: "w", event: "clicked" })).toEqual({ refused: "last-one" });
  });
});

test("weights are whole, at least one, and always sum to a hundred", () => {
  const names = ["a", "b", "c", "d", "e"];
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -20, max: 300 }), { minLength: 1, maxLength: 5 }),
      fc.subarray(names),
      (numbers, fixed) => {
        const weights = Object.fromEntries(numbers.map((one, index) => [names[index] ?? "", one]));
        const now = balanced(weights, ...fixed);
        expect(Object.keys(now)).toEqual(Object.keys(weights));
        expect(Object.values(now).reduce((a, b) => a + b, 0)).toBe(100);
        expect(Object.values(now).every((one) => Number.isInteger(one) && one >= 1)).toBe(true);
        const kept = fixed.filter((name) => name in weights);
        const sum = kept.reduce((all, name) => all + Math.max(1, weights[name] ?? 0), 0);
        const others = numbers.length - kept.length;
        if (others > 0 && sum <= 100 - others)
          for (const name of kept) expect(now[name]).toBe(Math.max(1, weights[name] ?? 0));
      },
    ),
  );
});
