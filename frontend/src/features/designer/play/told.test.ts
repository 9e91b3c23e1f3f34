import { expect, test } from "vitest";
import type { Line } from "~/api/generated/types";
import { factWords } from "./told";

const line = (facts: Line["facts"]): Line => ({
  at: 0,
  kind: "event",
  id: "appointment.rescheduled",
  visit: 1,
  way: "",
  reason: "",
  until: "",
  until_at: null,
  local: "",
  language: "",
  method: "",
  subject: "",
  text: "",
  html: "",
  why: [],
  facts,
});
const ana = { name: "Ana", appointment: { start: "2026-12-13T09:00" } };
const moved = (start: string) => line({ "appointment.start": start, "appointment.end": start });

test("a moved visit tells from when to when, on the person's clock and without the names of fields", () => {
  const [told, ...more] = factWords([moved("2026-12-16 14:00:00+00:00")], 0, "America/New_York", ana);
  expect(told?.replaceAll(",", "")).toBe("from Sun 13 Dec 09:00 to Wed 16 Dec 09:00");
  expect(more).toEqual([]);
});

test("moved again, it was where it had been moved to", () => {
  const lines = [moved("2026-12-16 14:00:00+00:00"), moved("2026-12-17 15:30:00+00:00")];
  expect(factWords(lines, 1, "America/New_York", ana)[0]?.replaceAll(",", "")).toBe(
    "from Wed 16 Dec 09:00 to Thu 17 Dec 10:30",
  );
});

test("other facts have names and values in words", () => {
  const facts = { "appointment.kind": "in_person", "patient.age": 41, "answers.pain": true };
  expect(factWords([line(facts)], 0, "UTC", ana)).toEqual([
    "the kind of visit: in person",
    "age: 41",
    "answers pain: yes",
  ]);
});
