import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import {
  addItem,
  type Edited,
  isRefused,
  moveItem,
  type Outcome,
  readDraft,
  removeItem,
  setField,
  setFields,
  setInYaml,
  type Value,
} from ".";

function done(outcome: Outcome): Edited {
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}

const TEXT = `journey: j
title: 'A title'   # said to people
enroll:
  on: appointment.booked
steps:
  - send: s
    message: "note"      # which
    at: {before: appointment.start, by: 7d, clock: "10:00"}
    notes: |
      One line.

      Another.

  - wait: w
    # so long
    for: 3d

  - update: u
    set: {patient.language: es}
    tag: seen
`;
const draft = readDraft(TEXT);
const set = (step: string | null, field: string | string[], value: Value | undefined, text = TEXT) =>
  done(setField(readDraft(text), { step, field, value })).text;

describe("setting a field", () => {
  test.each<[string, string | null, string, Value, string, string]>([
    ["quotes stay", "s", "message", "other", 'message: "note"  ', 'message: "other"  '],
    ["single quotes stay", null, "title", "It's new", "'A title'", "'It''s new'"],
    ["plain stays plain", "w", "for", "2bd", "for: 3d", "for: 2bd"],
    ["inside brackets", "s", "at.by", "2d", "by: 7d", "by: 2d"],
    ["what would be read otherwise is quoted", "w", "for", "yes", "for: 3d", 'for: "yes"'],
    [
      "a new word in brackets stands in the language's order",
      "s",
      "at.if_past",
      "skip",
      '"10:00"}',
      '"10:00", if_past: skip}',
    ],
    ["… also in front", "s", "at.zone", "clinic", '"10:00"}', '"10:00", zone: clinic}'],
    [
      "a condition in quotes",
      "w",
      "until",
      '!engaged("s")',
      "for: 3d\n",
      "for: 3d\n    until: '!engaged(\"s\")'\n",
    ],
    [
      "a new field stands in the language's order",
      "s",
      "topic",
      "visits",
      '"10:00"}\n',
      '"10:00"}\n    topic: visits\n',
    ],
    ["notes come right behind the id", "w", "notes", "why", "- wait: w\n", "- wait: w\n    notes: why\n"],
    [
      "a short mapping is written in brackets",
      "w",
      "window",
      { days: "mon-fri", from: "08:00" },
      "for: 3d\n",
      'for: 3d\n    window: {days: mon-fri, from: "08:00"}\n',
    ],
    ["a word becomes a list", "u", "tag", ["seen", "told"], "tag: seen", "tag: [seen, told]"],
    ["lines stay lines", "s", "notes", "One line.\n\nChanged.\n", "Another.", "Changed."],
    ["a title of the journey", null, "purpose", "treatment", "people\n", "people\npurpose: treatment\n"],
    [
      "what is known of it stands apart",
      null,
      "goal",
      { on: "appointment.completed", within: "2d after entry" },
      "booked\n",
      "booked\ngoal:\n  on: appointment.completed\n  within: 2d after entry\n",
    ],
  ])("%s", (_what, step, field, value, before, after) => {
    expect(set(step, field, value)).toBe(TEXT.replace(before, () => after));
  });

  test("a part of the journey stands apart from what is around it", () => {
    expect(set(null, "exit", [{ on: "opted_out" }])).toBe(
      TEXT.replace("booked\n", "booked\n\nexit:\n  - on: opted_out\n\n"),
    );
  });

  test("keys with dots are said as lists", () => {
    expect(set("u", ["set", "patient.language"], "en")).toContain("set: {patient.language: en}");
  });

  test("the same value again changes nothing", () => {
    const { text, changes } = done(
      setField(draft, {
        step: "s",
        field: "at",
        value: { before: "appointment.start", by: "7d", clock: "10:00" },
      }),
    );
    expect(text).toBe(TEXT);
    expect(changes).toEqual([]);
  });

  test("taken away with its comments; a mapping with nothing left goes with it", () => {
    expect(set("w", "for", undefined)).toBe(TEXT.replace("    # so long\n    for: 3d\n", ""));
    expect(set("s", "at.by", undefined)).toContain('at: {before: appointment.start, clock: "10:00"}');
    expect(set("u", ["set", "patient.language"], undefined)).toBe(
      TEXT.replace("    set: {patient.language: es}\n", ""),
    );
  });

  test("what is not there cannot be taken away, and nothing happens", () => {
    expect(set("w", "until.by", undefined)).toBe(TEXT);
  });

  test("brackets that become too long are opened", () => {
    const text = set(
      "s",
      "at.before",
      "a_very_long_name_of_something_medical.that_goes_on_and_on_and_on_until_nobody_reads_it",
    );
    expect(text).toContain("at: {before: a_very");
    expect(set("s", "at.if_past", "continue", text)).toContain("    at:\n      before: a_very_long");
  });

  test("several fields are one thing to undo", () => {
    const { text } = done(
      setFields(draft, { step: "w", fields: { for: undefined, until: { after: "appointment.end" } } }),
    );
    expect(text).toContain("  - wait: w\n    until: {after: appointment.end}\n");
  });

  test("a field of nothing written yet", () => {
    expect(set(null, "title", "New", "")).toBe("title: New\n");
    expect(set(null, "title", "New", "journey: j\ntitle:   # later\n")).toBe(
      "journey: j\ntitle: New   # later\n",
    );
  });

  test("line ends of the text are kept", () => {
    expect(set("w", "notes", "a\nb\n", TEXT.replace(/\n/g, "\r\n")).replace(/\r\n/g, "")).not.toMatch(
      /[\r\n]/,
    );
  });

  test("any text at all is read back as it was written, wherever it stands", () => {
    const places: [string | null, string][] = [
      [null, "title"],
      ["s", "message"],
      ["s", "at.before"],
      ["s", "notes"],
      ["w", "for"],
      ["w", "notes"],
      ["u", "tag.0"],
    ];
    const words = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(..."a: #-\n\"'{}[],&*!|>%@`?~\\\t1."), maxLength: 10 }),
      fc.constantFrom(
        "null",
        "~",
        "1e3",
        ".1",
        "+.5e3",
        "+.inf",
        "0x1f",
        "2026-03-10",
        "10:30",
        "- a",
        "...",
        "---",
        "a\n",
        "\n",
        "a\n\n",
        " a\n b",
        "\ta",
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), words, ([step, field], value) => {
        fc.pre(!/[\ud800-\udfff]/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "")));
        const { text } = done(setField(draft, { step, field, value }));
        const document = parseDocument(text, { version: "1.2" });
        expect(document.errors).toEqual([]);
        const path = field.split(".").map((key) => (/^\d$/.test(key) ? Number(key) : key));
        const at = step === null ? path : ["steps", ["s", "w", "u"].indexOf(step), ...path];
        const now = document.getIn(field === "tag.0" ? at.slice(0, -1) : at);
        expect(field === "tag.0" ? document.toJS().steps[2].tag[0] : now).toBe(value);
      }),
      { numRuns: Number(process.env.CARELOOM_FUZZ ?? 300) },
    );
  });
});

describe("items of lists", () => {
  const LISTS = `enroll:
  on: a.b   # this
  once_per: patient
exit:
  - on: x   # first
  - on: y
steps:
  - await: a
    for: [x, y]
    timeout: 1d
`;
  const lists = readDraft(LISTS);

  test("one way in becomes a list of ways in", () => {
    const { text } = done(
      addItem(lists, { step: null, field: "enroll", value: { audience: "all", every: "1d" } }),
    );
    expect(text).toBe(
      LISTS.replace(
        "  on: a.b   # this\n  once_per: patient\n",
        "  - on: a.b   # this\n    once_per: patient\n  - audience: all\n    every: 1d\n",
      ),
    );
  });

  test("added, moved and taken away in lines and in brackets", () => {
    expect(done(addItem(lists, { step: null, field: "exit", value: { on: "z" }, index: 1 })).text).toContain(
      "  - on: x   # first\n  - on: z\n  - on: y\n",
    );
    expect(done(moveItem(lists, { step: null, field: "exit", index: 0, to: 1 })).text).toContain(
      "  - on: y\n  - on: x   # first\n",
    );
    expect(done(removeItem(lists, { step: null, field: "exit", index: 0 })).text).toContain(
      "exit:\n  - on: y\nsteps",
    );
    expect(done(addItem(lists, { step: "a", field: "for", value: "z" })).text).toContain("for: [x, y, z]");
    expect(done(removeItem(lists, { step: "a", field: "for", index: 0 })).text).toContain("for: [y]");
    expect(done(moveItem(lists, { step: "a", field: "for", index: 1, to: 0 })).text).toMatch(
      /for:\s*(\[y, x\]|- y\s+- x)/,
    );
  });
});

test("other files of a workspace keep their comments, too", () => {
  const text = "# who we are\nname: Clinic   # short\naddress:\n  city: X\n";
  expect(setInYaml(text, "address.city", "Bonn")).toBe(text.replace("X", "Bonn"));
  expect(setInYaml(text, "address.zip", "01234")).toBe(`${text}  zip: "01234"\n`);
  expect(setInYaml("a: [", "b", 1)).toBeNull();
});
