import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomJourney, VISIT_REMINDER } from "~/testing/journeys";
import { everyStep, findStep, stepAt } from "./document";
import { readJourney } from "./read";

function steps(text: string) {
  return readJourney(text).document?.steps ?? [];
}

describe("reading a journey", () => {
  test("keeps the steps in the order of the text, nested ones behind their block", () => {
    const ids = everyStep(steps(VISIT_REMINDER)).map(({ step, depth }) => `${depth} ${step.id}`);
    expect(ids).toEqual([
      "0 week-ahead",
      "0 how-did-they-react",
      "1 confirmed",
      "1 day-before",
      "1 a-while",
      "0 after-visit",
      "1 missed-you",
      "1 unknown-outcome",
    ]);
  });

  test("knows on which lines a step stands", () => {
    const send = findStep(steps(VISIT_REMINDER), "week-ahead");
    const lines = VISIT_REMINDER.split("\n");
    expect(lines[(send?.place.line ?? 0) - 1]).toContain("- send: week-ahead");
    expect(lines[(send?.place.endLine ?? 0) - 1]).toContain("if_past: skip");
  });

  test("finds the innermost step around a place in the text", () => {
    const offset = VISIT_REMINDER.indexOf("reminder-strong");
    expect(stepAt(steps(VISIT_REMINDER), offset)?.id).toBe("day-before");
    expect(stepAt(steps(VISIT_REMINDER), 3)).toBeNull();
  });

  test("`on` stays a word and a time of day stays text, as in YAML 1.2", () => {
    const { document } = readJourney(
      "journey: j\nenroll:\n  on: clicked\nsend_window: {from: 08:00}\nsteps: []\n",
    );
    expect(document?.enroll.on).toBe("clicked");
    expect(document?.sendWindow?.from).toBe("08:00");
  });

  test("text that is no YAML gives the line of the slip and no picture", () => {
    const reading = readJourney("journey: j\nsteps:\n  - send: [oops\n");
    expect(reading.document).toBeNull();
    expect(reading.slips[0]?.line).toBeGreaterThanOrEqual(3);
  });

  test("a key written twice is a slip at the second place", () => {
    const reading = readJourney("journey: j\ntitle: a\ntitle: b\n");
    expect(reading.slips[0]).toMatchObject({ line: 3 });
  });

  test.each([
    "",
    "just words",
    "- a\n- b",
    "steps: 3",
    "steps:\n  - 4\n  - []\n  - {}",
    "journey: &a [*a]",
    "a: *nowhere",
  ])("never throws, whatever the text: %j", (text) => {
    expect(() => readJourney(text)).not.toThrow();
  });

  test("a bomb of aliases is a slip, not a frozen window", () => {
    const level = (name: string, of: string) =>
      `${name}: &${name} [${Array(10).fill(`*${of}`).join(", ")}]\n`;
    const bomb = `a: &a [x]\n${level("b", "a")}${level("c", "b")}${level("d", "c")}${level("e", "d")}`;
    expect(readJourney(bomb).document).toBeNull();
  });

  test("any journey: every step is found again, on the line where its id stands", () => {
    fc.assert(
      fc.property(randomJourney, (text) => {
        const lines = text.split("\n");
        for (const { step } of everyStep(steps(text))) {
          expect(lines[step.place.line - 1]).toContain(`- ${step.kind}: ${step.id}`);
        }
        expect(everyStep(steps(text))).toHaveLength(
          (text.match(/- (send|wait|update|exit|branch|repeat|await|split): s/g) ?? []).length,
        );
      }),
      { numRuns: 60 },
    );
  });
});
