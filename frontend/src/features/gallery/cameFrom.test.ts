import { expect, test } from "vitest";
import { backTo, fromStep, stepIn } from "./cameFrom";

test("the way back from a message leads to the step that one came from", () => {
  expect(stepIn(fromStep("week-ahead").slice(1))).toBe("week-ahead");
  expect(backTo("visit-reminder", "week-ahead")).toBe("/journeys/visit-reminder?step=week-ahead");
});

test("whoever came from no step is led to the journey", () => {
  expect([fromStep(null), fromStep("")]).toEqual(["", ""]);
  expect(backTo("visit-reminder", stepIn(""))).toBe("/journeys/visit-reminder");
});
