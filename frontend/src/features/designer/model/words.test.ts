import { describe, expect, test } from "vitest";
import { VISIT_REMINDER } from "~/testing/journeys";
import { conditionWords } from "./conditions";
import { readJourney } from "./read";
import { goalWords, leavingWords, triggerWords } from "./trigger";
import { anchorWords, durationWords, windowWords } from "./words";

describe("times in words", () => {
  test.each([
    ["7d", "7 days"],
    ["1d", "1 day"],
    ["2bd", "2 business days"],
    ["90s", "90 seconds"],
    ["15m", "15 minutes"],
    ["26h", "26 hours"],
    ["2w", "2 weeks"],
    ["soon", "soon"],
  ])("%s is %s", (written, words) => expect(durationWords(written)).toBe(words));

  test.each([
    [{ before: "appointment.start", by: "7d", clock: "10:00" }, "7 days before the visit at 10:00"],
    [{ after: "appointment.end", by: "3d" }, "3 days after the end of the visit"],
    [
      { before: "appointment.start", by: "1d", clock: "09:00", zone: "clinic" },
      "1 day before the visit at 09:00 (clinic time)",
    ],
    ["appointment.start", "the visit"],
    [undefined, ""],
    [{ before: "appointment.start", clock: "08:00" }, "on the day of the visit at 08:00"],
  ])("an anchor says when: %j", (anchor, words) => expect(anchorWords(anchor)).toBe(words));

  test("a window says its days and hours", () => {
    const window = { days: "mon-sat", from: "08:00", to: "19:30", zone: "patient", holidays: "skip" };
    expect(windowWords(window)).toBe("Mon–Sat, 08:00 to 19:30, the patient's time, not on holidays");
  });
});

describe("conditions in words", () => {
  test.each([
    ["confirmed()", "has confirmed"],
    ["!engaged('week-ahead')", "no reaction to week-ahead"],
    ["patient.age >= 65", "age is at least 65"],
    ["patient.language == 'es'", "language is es"],
    ["appointment.start - now > duration('3h')", "the visit is more than 3 hours away"],
    ["has_consent('visits') && !clicked('a')", "agrees to visits and did not follow a link in a"],
    ["patient.conditions.exists(c, c.startsWith('E11'))", "conditions has one beginning with E11"],
    ["!(patient.conditions.exists(c, c.startsWith('E11')))", "conditions has none beginning with E11"],
    ["patient.language in ['en', 'es']", "language is one of en or es"],
    [
      "(patient.age >= 65 || confirmed()) && 'vip' in patient.tags",
      "(age is at least 65 or has confirmed) and tags has vip",
    ],
    ["!(patient.age >= 65 && confirmed())", "not (age is at least 65 and has confirmed)"],
  ])("%s", (cel, words) => expect(conditionWords(cel)).toEqual({ words, exact: true }));

  test.each(["patient.conditions.all(c, c.startsWith('E11'))", "now > x.y + z.a"])(
    "what is not understood is shown as it was written: %s",
    (cel) => expect(conditionWords(cel)).toEqual({ words: cel, exact: false }),
  );
});

describe("who enters", () => {
  test("an event, its condition and how often", () => {
    const { document } = readJourney(VISIT_REMINDER);
    if (!document) throw new Error("the journey could not be read");
    expect(triggerWords(document)).toEqual({
      start: "When a visit is booked",
      condition: "if the visit is more than 3 hours away and the kind of visit is not telehealth",
      once: "once for each visit",
    });
    expect(leavingWords(document)).toBe("the visit is cancelled or the patient has died");
    expect(goalWords(document)).toBe("the visit took place");
  });

  test("a segment looked through on a schedule", () => {
    const { document } = readJourney(
      'journey: j\nenroll: {audience: due, every: 1d, at: "09:00"}\nsteps: []\n',
    );
    expect(document && triggerWords(document).start).toBe("People in segment due, every day at 09:00");
  });
});
