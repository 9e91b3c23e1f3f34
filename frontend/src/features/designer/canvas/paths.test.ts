import { expect, test } from "vitest";
import { climb, fall } from "./paths";

test("straight below is a straight line", () => {
  expect(fall({ x: 5, y: 0 }, { x: 5, y: 40 }, 20)).toBe("M 5 0 L 5 40");
});

test("aside is down, across at the bend, and down", () => {
  expect(fall({ x: 0, y: 0 }, { x: 100, y: 60 }, 20)).toBe(
    "M 0 0 V 10 Q 0 20 10 20 H 90 Q 100 20 100 30 V 60",
  );
});

test("corners shrink where there is no room for them", () => {
  expect(fall({ x: 0, y: 0 }, { x: 6, y: 40 }, 20)).toContain("Q 0 20 3 20");
});

test("the way back climbs beside what it repeats", () => {
  expect(climb({ x: 0, y: 100 }, { x: -20, y: 10 }, -60)).toBe(
    "M 0 100 H -50 Q -60 100 -60 90 V 20 Q -60 10 -50 10 H -20",
  );
});
