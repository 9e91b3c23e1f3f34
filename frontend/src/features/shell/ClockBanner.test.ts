import { expect, test } from "vitest";
import { clinicTime, rateWords } from "./ClockBanner";

const clock = { paced: true, rate: 5760, now: "2026-03-01T00:00:00Z", meets_at: "2026-03-20T00:00:00Z" };
const heardAt = Date.parse("2026-03-19T23:00:00Z");

test("the clinic's time runs at its own pace between two answers of the server", () => {
  expect(clinicTime(clock, heardAt, heardAt + 15_000).toISOString()).toBe("2026-03-02T00:00:00.000Z");
});

test("once the clocks have met it is simply now", () => {
  const now = Date.parse("2026-03-20T00:00:01Z");
  expect(clinicTime(clock, heardAt, now).getTime()).toBe(now);
});

test("the pace is told as people would", () => {
  expect(rateWords(5760)).toBe("one day passes in 15 seconds");
  expect(rateWords(288)).toBe("one day passes in 5 minutes");
});
