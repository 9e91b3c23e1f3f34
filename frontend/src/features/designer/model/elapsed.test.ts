import { expect, test } from "vitest";
import { elapsedWords, exampleWords } from "./days";
import { elapsedAt, minutesOf, momentsOf } from "./elapsed";
import { readJourney } from "./read";

const DAY = 1440;
const times = (text: string) => elapsedAt(readJourney(`steps:\n${text}`).document?.steps ?? []);
const words = (text: string, id: string) => {
  const at = times(text).get(id);
  return at && elapsedWords(at);
};

test("durations of the language are minutes; anything else is none", () => {
  expect(minutesOf("90s")?.minutes).toBe(1.5);
  expect(minutesOf("2w")?.minutes).toBe(14 * DAY);
  expect(minutesOf("2bd")).toEqual({ minutes: 2 * DAY, about: true });
  expect(minutesOf("soon")).toBeNull();
});

test("waits add up from entry", () => {
  const text = "  - wait: a\n    for: 3d\n  - wait: b\n    for: 4h\n  - send: c\n    message: m\n";
  expect(words(text, "a")).toBe("day 0");
  expect(words(text, "b")).toBe("day 3");
  expect(words(text, "c")).toBe("day 3");
});

test("a moment counts from what it is about", () => {
  const text =
    "  - send: a\n    at: {before: appointment.start, by: 7d}\n  - wait: b\n    for: 2d\n  - exit: c\n";
  expect(words(text, "a")).toBe("7 d before the visit");
  expect(words(text, "c")).toBe("5 d before the visit");
  expect(momentsOf(times(text))).toEqual(["appointment.start"]);
});

test("ways of different length come together as a span", () => {
  const text =
    "  - branch: b\n    cases:\n      - name: x\n        when: confirmed()\n        steps:\n          - wait: w\n            for: 5d\n  - exit: e\n";
  expect(words(text, "e")).toBe("day 0–5");
});

test("whoever left does not count for what comes behind", () => {
  const text =
    "  - branch: b\n    cases:\n      - name: x\n        when: confirmed()\n        steps:\n          - wait: w\n            for: 5d\n          - exit: gone\n  - exit: e\n";
  expect(words(text, "e")).toBe("day 0");
});

test("an answer may come until the timeout, and the timeout's own way begins there", () => {
  const text =
    "  - await: a\n    for: [clicked]\n    timeout: 2d\n    on_timeout:\n      - send: late\n        message: m\n  - exit: e\n";
  expect(words(text, "late")).toBe("day 2");
  expect(words(text, "e")).toBe("day 0–2");
});

test("for an example person a moment is a date", () => {
  const example = { "": Date.UTC(2026, 2, 2, 15), "appointment.start": Date.UTC(2026, 2, 20, 15) };
  const at = (of: string, minutes: number) => ({ of, least: minutes, most: minutes, about: false });
  expect(exampleWords(at("", 3 * DAY), example)).toMatch(/Thu,? 5 Mar/);
  expect(exampleWords(at("appointment.start", -7 * DAY), example)).toMatch(/Fri,? 13 Mar/);
  expect(exampleWords(at("care_gap.due", 0), example)).toBeNull();
});
