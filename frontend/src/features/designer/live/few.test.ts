import { expect, test } from "vitest";
import { peopleWords } from "./few";

test("whoever may not open a number sees fewer than eleven people as few, and others as at most so many", () => {
  expect([0, 1, 10, 11, 1200].map((people) => peopleWords(people, true))).toEqual([
    "0",
    "< 11",
    "< 11",
    "≤ 11",
    "≤ 1,200",
  ]);
});

test("operators, and whoever plays somebody through, see every number", () => {
  expect([0, 1, 10].map((people) => peopleWords(people, false))).toEqual(["0", "1", "10"]);
});
