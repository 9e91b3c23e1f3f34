import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DAYS, readDays, writeDays } from "./days";
import { readDuration, shifted, writeDuration } from "./duration";
import { exampleStart, momentOf } from "./moment";
import { readAgain, readRamp, readWithin, writeAgain, writeWithin } from "./phrases";
import { reweighed } from "./weights";

test("weights add up to 100 after every change, each at least 1, and the changed one is as wanted", () => {
  const weights = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer({ min: 0, max: 100 }), {
    minKeys: 1,
    maxKeys: 8,
  });
  fc.assert(
    fc.property(weights, fc.integer({ min: -10, max: 200 }), (before, wanted) => {
      const name = Object.keys(before)[0] ?? "";
      const after = reweighed(before, name, wanted);
      expect(Object.values(after).reduce((a, b) => a + b, 0)).toBe(100);
      expect(Math.min(...Object.values(after))).toBeGreaterThanOrEqual(1);
      const most = 101 - Object.keys(before).length;
      expect(after[name]).toBe(Object.keys(before).length === 1 ? 100 : Math.min(most, Math.max(1, wanted)));
    }),
  );
});

test("the other paths keep their proportion when one changes", () => {
  expect(reweighed({ a: 50, b: 30, c: 20 }, "a", 0)).toEqual({ a: 1, b: 59, c: 40 });
  expect(reweighed({ a: 90, holdout: 10 }, "a", 80)).toEqual({ a: 80, holdout: 20 });
});

test("any choice of weekdays is written so that it reads back the same", () => {
  fc.assert(
    fc.property(fc.subarray([...DAYS]), (days) => {
      expect(readDays(writeDays(days))).toEqual(days);
    }),
  );
  expect(writeDays(["mon", "tue", "wed", "thu", "fri"])).toBe("mon-fri");
  expect(writeDays(["mon", "wed"])).toEqual(["mon", "wed"]);
  expect(readDays("sat-mon")).toEqual(["mon", "sat", "sun"]);
  expect(readDays("someday")).toBeNull();
});

test("durations and phrases are read and written back", () => {
  for (const text of ["90s", "15m", "4h", "7d", "2w", "2bd"]) {
    const read = readDuration(text);
    expect(read && writeDuration(read)).toBe(text);
  }
  expect(readDuration("7 days")).toBeNull();
  for (const text of ["2d after appointment.start", "30d after entry"]) {
    const read = readWithin(text);
    expect(read && writeWithin(read)).toBe(text);
  }
  for (const text of ["never", "after exit", "after 30d"]) {
    const read = readAgain(text);
    expect(read && writeAgain(read)).toBe(text);
  }
  expect(readAgain("sometimes")).toBeNull();
  expect([readRamp("50, 100,200"), readRamp("50, x")]).toEqual([[50, 100, 200], null]);
});

test("an example moment goes by the calendar, and a time of day replaces the visit's own", () => {
  const start = new Date("2026-03-10T14:30:00Z"); // a Tuesday
  const at = (anchor: Record<string, unknown>) => momentOf(anchor, start)?.toISOString().slice(0, 16);
  expect(at({ before: "appointment.start", by: "7d", clock: "10:00" })).toBe("2026-03-03T10:00");
  expect(at({ before: "appointment.start", by: "2bd" })).toBe("2026-03-06T14:30");
  expect(at({ after: "appointment.end", by: "26h" })).toBe("2026-03-11T16:30");
  expect(at({ after: "appointment.end", by: "soon" })).toBeUndefined();
  expect(shifted(start, { amount: 5, unit: "bd" }, 1).getUTCDay()).toBe(2);
  expect(exampleStart(new Date(2026, 2, 1)).getUTCDay()).toBe(2);
});
