import { describe, expect, test } from "vitest";
import type { Live, Problem, StepCounts } from "~/api/types";
import { VISIT_REMINDER } from "~/testing/journeys";
import { everyStep, type JourneyDocument, type Step } from "./document";
import { flowCount, strokeOf } from "./numbers";
import { draw, place, type Shown } from "./picture";
import { byStep, slipProblem, stepOf, stepsOf } from "./problems";
import { readJourney } from "./read";
import { cardHeight, sentenceLines } from "./sizes";

const counts = (entered: number, more: Partial<StepCounts> = {}): StepCounts => ({
  entered,
  waiting: 0,
  done: entered,
  skipped: {},
  failed: {},
  sent: {},
  outcomes: {},
  ...more,
});

const live: Live = {
  at: "2026-03-01T10:00:00Z",
  totals: { entered: 100, inside: 40, left: 60, goal: 20, sent: 90, waiting: 0 },
  steps: {
    "week-ahead": counts(100, { sent: { tls: 60, smime: 30 }, skipped: { "opted-out": 10 } }),
    "how-did-they-react": counts(80, {
      outcomes: { confirmed: 50, "never looked": 20, otherwise: 7, unknown: 3 },
    }),
    again: counts(5, { outcomes: { "round-1": 5, "round-2": 2, finished: 2 } }),
  },
  outcomes: {},
  rate_per_minute: 3,
  coarse: false,
};

const shown = (problems: Problem[], numbers: boolean): Shown => ({
  problems,
  numbers,
  folded: new Set(),
  classes: {},
});

const problem = (more: Partial<Problem>): Problem => ({
  ...slipProblem({ message: "m", line: 1, column: 1 }),
  ...more,
});

function journey(): JourneyDocument {
  const { document } = readJourney(VISIT_REMINDER);
  if (!document) throw new Error("the journey could not be read");
  return document;
}

describe("the picture", () => {
  test("a line is as thick as the people who walked it, the trigger's thickest", () => {
    const picture = draw(journey(), place(journey(), shown([], true)), live, true);
    const stroke = (to: string) => picture.links.find((link) => link.to.startsWith(to))?.stroke ?? 0;
    expect(stroke("step:week-ahead")).toBe(7);
    expect(stroke("path:how-did-they-react/")).toBeLessThan(7);
    expect(strokeOf(0, 100)).toBe(1.5);
  });

  test("a case counts those who took it; without an `unknown` path the unknown go with otherwise", () => {
    const picture = draw(journey(), place(journey(), shown([], true)), live, true);
    const people = Object.fromEntries(
      picture.nodes.flatMap((node) => (node.type === "path" ? [[node.data.words, node.data.count]] : [])),
    );
    expect(people).toMatchObject({ Confirmed: 50, "Never looked": 20, Otherwise: 10 });
  });

  test("sent, skipped and rounds are read from where the numbers keep them", () => {
    expect(flowCount({ of: "outcome", step: "week-ahead", names: ["sent"] }, live)).toBe(90);
    expect(flowCount({ of: "outcome", step: "week-ahead", names: ["skipped"] }, live)).toBe(10);
    expect(flowCount({ of: "outcome", step: "again", names: ["round-*"] }, live)).toBe(7);
    expect(flowCount({ of: "entered", step: "nobody-here" }, live)).toBe(0);
  });

  test("numbers that change leave every place where it was", () => {
    const drawn = place(journey(), shown([], true));
    const boxes = (with_: Live | null) =>
      draw(journey(), drawn, with_, true).nodes.map(({ id, x, y }) => ({ id, x, y }));
    expect(boxes(live)).toEqual(boxes(null));
  });

  test("a step's label reads as a sentence for those who do not see it", () => {
    const labels = draw(journey(), place(journey(), shown([], true)), null, true).nodes.map(
      (node) => node.label,
    );
    expect(labels).toContain("Email week-ahead: Email reminder, 7 days before the visit at 10:00");
  });
});

describe("problems and their steps", () => {
  test("the compiler's word holds; else the innermost step around the line", () => {
    const { steps } = journey();
    const line = VISIT_REMINDER.slice(0, VISIT_REMINDER.indexOf("reminder-strong")).split("\n").length;
    expect(stepOf(problem({ step: "week-ahead", line }), steps)).toBe("week-ahead");
    expect(stepOf(problem({ step: null, line }), steps)).toBe("day-before");
    expect(stepOf(problem({ step: null, line: 2 }), steps)).toBeNull();
  });

  test("a line of another file is not looked for in this text", () => {
    const elsewhere = problem({ step: null, line: 20, path: "organization.yaml" });
    expect(stepOf(elsewhere, journey().steps)).toBeNull();
  });

  test("what is wrong in a message is about every step that sends it, in whatever language", () => {
    const { steps } = journey();
    const senders = everyStep(steps)
      .filter(({ step }) => step.fields.message === "reminder")
      .map(({ step }) => step.id);
    expect(senders.length).toBeGreaterThan(0);
    for (const file of ["reminder.mjml", "reminder.es.mjml"])
      expect(stepsOf(problem({ step: null, path: `visit-reminder/messages/${file}` }), steps)).toEqual(
        senders,
      );
  });

  test("what is wrong in a form is about the step that asks it", () => {
    const [step] = everyStep(journey().steps);
    const asks = { ...(step?.step as Step), id: "ask", fields: { questions: "how-it-was" } };
    expect(stepsOf(problem({ step: null, path: "j/forms/how-it-was.yaml" }), [asks])).toEqual(["ask"]);
  });

  test("the gravest comes first", () => {
    const found = [problem({ severity: "info", step: "a" }), problem({ severity: "error", step: "a" })];
    expect(byStep(found, []).get("a")?.[0]?.severity).toBe("error");
  });
});

describe("heights of cards", () => {
  test("a long sentence takes more lines, three at most", () => {
    expect(sentenceLines("Wait *3 days*")).toBe(1);
    expect(
      sentenceLines(
        "Wait until the visit took place or they did not come, or 3 days after the end of the visit",
      ),
    ).toBe(3);
    expect(sentenceLines("word ".repeat(200))).toBe(3);
  });

  test("chips, problems and numbers each add their row", () => {
    const [send] = journey().steps;
    if (!send) throw new Error("no step");
    const height = (more: object) =>
      cardHeight(send, {
        sentence: "x",
        chips: 0,
        note: false,
        folded: false,
        problems: 0,
        numbers: false,
        ...more,
      });
    expect(height({ chips: 1 })).toBeGreaterThan(height({}));
    expect(height({ problems: 3 })).toBe(height({ problems: 1 }));
    expect(height({ numbers: true })).toBe(height({}) + 40);
  });
});
