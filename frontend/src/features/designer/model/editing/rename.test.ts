import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Edited, isRefused, type Outcome, readDraft, renameInScenarios, renameStep } from ".";

function done(outcome: Outcome): Edited {
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}

const file = (name: string) =>
  readFileSync(new URL(`../../../../../../journeys/visit-reminder/${name}`, import.meta.url), "utf8");

const TEXT = `steps:
  - send: a   # a
    message: a
  - branch: b
    cases:
      - name: a
        when: "clicked(\\"a\\") || viewed( 'a' ) || patient.name == 'a'"
        steps: []
      - name: ab
        when: 'engaged("ab") || engaged(''a'')'
        steps: []
      - name: long
        when: >-
          opened("a") &&
          replied("a")
        steps: []
  - repeat: r
    every: 7d
    at_most: 3
    until: {when: clicked('a')}
    steps: []
moved_to: {gone: a}
`;

describe("renaming a step", () => {
  test("everything that speaks of it follows, in any quotes, and nothing else changes", () => {
    const { text, renamed, ids } = done(renameStep(readDraft(TEXT), { step: "a", id: "week-ahead" }));
    expect({ renamed, ids }).toEqual({ renamed: { a: "week-ahead" }, ids: ["week-ahead"] });
    expect(text).toBe(
      TEXT.replace("send: a ", "send: week-ahead ")
        .replace('clicked(\\"a\\")', 'clicked(\\"week-ahead\\")')
        .replace("viewed( 'a' )", "viewed( 'week-ahead' )")
        .replace("engaged(''a'')", "engaged(''week-ahead'')")
        .replace('opened("a")', 'opened("week-ahead")')
        .replace('replied("a")', 'replied("week-ahead")')
        .replace("clicked('a')", "clicked('week-ahead')")
        .replace("gone: a}", "gone: week-ahead}"),
    );
  });

  test("people inside an older version are told where to go, where that is asked for", () => {
    const draft = readDraft("title: t\n\nsteps:\n  - exit: a\n");
    const { text } = done(renameStep(draft, { step: "a", id: "b", moved: true }));
    expect(text).toBe("title: t\n\nmoved_to:\n  a: b\n\nsteps:\n  - exit: b\n");
  });

  test("refused: taken, no id", () => {
    expect(renameStep(readDraft(TEXT), { step: "a", id: "b" })).toEqual({ refused: "id-taken" });
    expect(renameStep(readDraft(TEXT), { step: "a", id: "Ä" })).toEqual({ refused: "not-an-id" });
  });
});

describe("scenarios follow", () => {
  test("events, expectations and what never happens; sentences and facts stay", () => {
    const before = file("scenarios.yaml");
    const after = renameInScenarios(before, { "week-ahead": "first-mail", nudge: "poke", confirmed: "done" });
    expect(after).toContain("{after: first-mail, by: 2h, event: confirmed}");
    expect(after).toContain("{send: first-mail, at: 2026-03-03T10:00");
    expect(after).toContain("way: confirmed");
    expect(after).toContain("never: [poke, details, missed-you]");
    expect(after).not.toContain("week-ahead");
    expect(renameInScenarios(after, { "first-mail": "week-ahead", poke: "nudge" })).toBe(before);
  });

  test("chosen ways and failures by their keys; what cannot be read stays as it is", () => {
    const text =
      "scenarios:\n  - name: a\n    split: {a: a, b: x}\n    fails:\n      a: bounced\n    events:\n      - {after: b, event: clicked, step: a}\n";
    expect(renameInScenarios(text, { a: "c" })).toBe(
      text.replace("{a: a", "{c: a").replace("a: bounced", "c: bounced").replace("step: a", "step: c"),
    );
    expect(renameInScenarios("scenarios: [", { a: "b" })).toBe("scenarios: [");
  });
});
