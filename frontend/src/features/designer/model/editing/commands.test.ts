import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  addStep,
  copySteps,
  cutSteps,
  deleteSteps,
  duplicate,
  type Edited,
  idsOf,
  isRefused,
  moveSteps,
  type Outcome,
  pasteSteps,
  readDraft,
  wrapSteps,
} from ".";

function done(outcome: Outcome): Edited {
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}

const shipped = readFileSync(
  new URL("../../../../../../journeys/visit-reminder/journey.yaml", import.meta.url),
  "utf8",
);
const reminder = readDraft(shipped);

const SMALL = `journey: small
steps:
  # about a
  - wait: a
    for: 1d   # a day

  # on its own

  - send: b
    message: note
    # deeper: belongs to b

  - exit: c
`;
const small = readDraft(SMALL);

const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
const gone = (before: string, after: string) => {
  const left = [...lines(after)];
  return lines(before).filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

describe("adding a step", () => {
  test("it stands apart like its neighbours, and its id says what it does", () => {
    const { text, ids, focus } = done(addStep(small, { kind: "wait", place: { after: "a" } }));
    expect(ids).toEqual(["wait"]);
    expect(focus).toEqual(["steps", 1]);
    expect(text).toBe(
      SMALL.replace("    for: 1d   # a day\n", "    for: 1d   # a day\n\n  - wait: wait\n    for: 3d\n"),
    );
  });

  test("before a step it goes above that step's own comment", () => {
    const { text } = done(addStep(small, { kind: "exit", place: { before: "a" }, id: "x" }));
    expect(text).toContain("steps:\n  - exit: x\n\n  # about a\n  - wait: a\n");
  });

  test("into an empty list its brackets go and its comment stays", () => {
    const { text } = done(
      addStep(reminder, {
        kind: "wait",
        place: { step: "how-did-they-react", within: ["cases", 1, "steps"] },
      }),
    );
    expect(text).toContain(
      "        steps:                # the front desk looks for another time\n          - wait: wait\n            for: 3d\n      - name: looked",
    );
  });

  test("into a column that is not written the column is written, where the language has it", () => {
    const { text } = done(
      addStep(reminder, { kind: "exit", place: { step: "in-person", within: ["otherwise"] }, id: "x" }),
    );
    expect(text).toContain("          - exit: telehealth\n    otherwise:\n      - exit: x\n    unknown: []");
  });

  test("a list in brackets is opened", () => {
    const draft = readDraft("steps:\n  - await: a\n    for: [x]\n    on_timeout: [{exit: b}] # why\n");
    const { text } = done(addStep(draft, { kind: "exit", place: { before: "b" }, id: "c" }));
    expect(text).toBe(
      "steps:\n  - await: a\n    for: [x]\n    on_timeout: # why\n      - exit: c\n      - {exit: b}\n",
    );
  });

  test("into a journey of nothing at all", () => {
    const { text } = done(
      addStep(readDraft("journey: j\n"), { kind: "exit", place: { list: ["steps"], index: 0 } }),
    );
    expect(text).toBe("journey: j\n\nsteps:\n  - exit: done\n");
  });

  test("line ends of the text are kept, and a last line without one stays without", () => {
    const draft = readDraft("steps:\r\n  - exit: a");
    const { text } = done(addStep(draft, { kind: "wait", place: { before: "a" } }));
    expect(text).toBe("steps:\r\n  - wait: wait\r\n    for: 3d\r\n\r\n  - exit: a");
    const behind = done(addStep(draft, { kind: "exit", place: { after: "a" }, id: "b" }));
    expect(behind.text).toBe("steps:\r\n  - exit: a\r\n\r\n  - exit: b");
  });

  test("refused: a taken id, an id that is none, a text that cannot be read", () => {
    const place = { after: "a" };
    expect(addStep(small, { kind: "exit", place, id: "c" })).toEqual({ refused: "id-taken" });
    expect(addStep(small, { kind: "exit", place, id: "No Way" })).toEqual({ refused: "not-an-id" });
    expect(addStep(readDraft("steps: ["), { kind: "exit", place })).toEqual({ refused: "unreadable" });
    expect(addStep(small, { kind: "exit", place: { after: "z" } })).toEqual({ refused: "no-such-step" });
  });
});

describe("moving steps", () => {
  test("a step takes its comments along, and nothing else", () => {
    const { text, focus } = done(moveSteps(small, { steps: ["a"], place: { after: "b" } }));
    expect(focus).toEqual(["steps", 1]);
    expect(text).toBe(`journey: small
steps:
  # on its own

  - send: b
    message: note
    # deeper: belongs to b

  # about a
  - wait: a
    for: 1d   # a day

  - exit: c
`);
  });

  test("a whole block goes into a branch and back again, and the text is what it was", () => {
    const into = done(
      moveSteps(reminder, {
        steps: ["after-visit"],
        place: { step: "how-did-they-react", within: ["otherwise"] },
      }),
    );
    expect(into.text).toContain(
      "        timeout: {after: appointment.end, by: 3d}\n        on:\n          appointment",
    );
    const back = done(
      moveSteps(readDraft(into.text), { steps: ["after-visit"], place: { after: "how-did-they-react" } }),
    );
    expect(back.text).toBe(shipped);
  });

  test("several at once keep their order", () => {
    const { text } = done(
      moveSteps(reminder, { steps: ["day-before", "week-ahead"], place: { after: "after-visit" } }),
    );
    expect(idsOf(readDraft(text)).slice(-2)).toEqual(["week-ahead", "day-before"]);
    expect(gone(shipped, text)).toEqual([]);
  });

  test("where it stands already nothing changes; into itself it does not go", () => {
    expect(done(moveSteps(small, { steps: ["b"], place: { after: "a" } })).text).toBe(SMALL);
    expect(
      moveSteps(reminder, { steps: ["after-visit"], place: { step: "after-visit", within: ["on_timeout"] } }),
    ).toEqual({ refused: "into-itself" });
  });

  test("out of brackets and into a block", () => {
    const draft = readDraft(
      "steps:\n  - form: f\n    on_timeout: [{exit: b}, {exit: c}]\n  - wait: w\n    for: 1d\n",
    );
    const { text } = done(moveSteps(draft, { steps: ["b"], place: { after: "w" } }));
    expect(text).toBe(
      "steps:\n  - form: f\n    on_timeout: [{exit: c}]\n  - wait: w\n    for: 1d\n  - {exit: b}\n",
    );
  });
});

describe("deleting steps", () => {
  test("the line heals; comments that stood by themselves stay", () => {
    expect(done(deleteSteps(small, { steps: ["a"] })).text).toBe(
      SMALL.replace("  # about a\n  - wait: a\n    for: 1d   # a day\n\n", ""),
    );
    expect(done(deleteSteps(small, { steps: ["c"] })).text).toBe(SMALL.replace("\n  - exit: c\n", ""));
  });

  test("the last step of a list leaves an empty one", () => {
    const { text } = done(deleteSteps(reminder, { steps: ["nudge"] }));
    expect(text).toContain('        when: engaged("week-ahead")\n        steps: []\n    otherwise:');
  });
});

describe("copying and pasting", () => {
  test("a copy is YAML at the left margin with its comments, and can be pasted anywhere", () => {
    const copy = copySteps(small, ["b", "a"]);
    expect(copy).toBe(
      "# about a\n- wait: a\n  for: 1d   # a day\n- send: b\n  message: note\n  # deeper: belongs to b\n",
    );
    const { text, ids, renamed } = done(pasteSteps(reminder, { text: copy, place: { after: "details" } }));
    expect(ids).toEqual(["a", "b"]);
    expect(renamed).toEqual({});
    expect(text).toContain(
      "        expires: appointment.start\n      # about a\n      - wait: a\n        for: 1d   # a day\n",
    );
  });

  test("ids that are taken are given anew, and what the copies say of one another follows", () => {
    const { text, renamed, unresolved } = done(
      duplicate(reminder, { steps: ["week-ahead", "how-did-they-react"] }),
    );
    expect(renamed).toMatchObject({
      "week-ahead": "week-ahead-2",
      "how-did-they-react": "how-did-they-react-2",
    });
    expect(text.match(/engaged\("week-ahead"\)/g)).toHaveLength(1);
    expect(text.match(/engaged\("week-ahead-2"\)/g)).toHaveLength(1);
    expect(unresolved).toBeUndefined();
    expect(gone(shipped, text)).toEqual([]);
  });

  test("steps that are spoken of but not there are told", () => {
    const text =
      "branch: seen\ncases:\n  - name: yes\n    when: engaged('nowhere') && clicked(\"b\")\n    steps: []\n";
    expect(done(pasteSteps(small, { text, place: { after: "c" } })).unresolved).toEqual(["nowhere"]);
  });

  test("cutting and pasting again gives the same ids", () => {
    const cut = cutSteps(small, { steps: ["b"] });
    const pasted = done(
      pasteSteps(readDraft(done(cut).text), { text: cut.clipboard, place: { before: "c" } }),
    );
    expect(pasted.text).toBe(SMALL);
  });

  test.each([
    ["a step without a dash", "wait: x\nfor: 1d"],
    ["a step in brackets", "{wait: x, for: 1d}"],
    ["a list in brackets", "[{wait: x, for: 1d}]"],
    ["deeply indented", "        - wait: x\n          for: 1d\n"],
    ["without the first line's indentation", "- wait: x\n          for: 1d\n"],
    ["a mapping without the first line's indentation", "wait: x\n      for: 1d\n"],
    ["with tabs", "\t- wait: x\n\t  for: 1d\n"],
    ["other line ends", "- wait: x\r\n  for: 1d\r\n"],
    ["a whole journey", "journey: j\nsteps:\n- wait: x\n  for: 1d\n"],
  ])("understood: %s", (_what, text) => {
    const { text: after, ids } = done(pasteSteps(small, { text, place: { after: "c" } }));
    expect(ids).toEqual(["x"]);
    expect(readDraft(after).document?.steps.at(-1)).toMatchObject({
      kind: "wait",
      id: "x",
      fields: { for: "1d" },
    });
  });

  test.each(["", "hello", "- a\n- b", "title: x", "teleport: x", "steps: 3", "- wait: [", "{"])(
    "no step: %j",
    (text) => {
      expect(pasteSteps(small, { text, place: { after: "c" } })).toEqual({ refused: "not-steps" });
    },
  );
});

describe("wrapping steps", () => {
  test.each(["branch", "repeat", "split"] as const)(
    "in a %s, one level deeper, comments with them",
    (kind) => {
      const { text, ids, focus } = done(wrapSteps(small, { steps: ["a", "b"], in: kind }));
      const draft = readDraft(text);
      expect(focus).toEqual(["steps", 0]);
      expect(idsOf(draft)).toEqual([ids[0], "a", "b", "c"]);
      expect(text).toContain("# about a\n");
      expect(text).toContain("# deeper: belongs to b\n");
    },
  );

  test("only neighbours", () => {
    expect(wrapSteps(small, { steps: ["a", "c"], in: "repeat" })).toEqual({ refused: "not-neighbours" });
  });

  test("a comment behind a list in brackets outlives the wrapping of its last step", () => {
    const draft = readDraft("steps:\n  - repeat: r\n    steps: [{exit: a}, {exit: b}]  # why\n");
    expect(done(wrapSteps(draft, { steps: ["b"], in: "branch" })).text).toContain("    steps:  # why\n");
  });
});
