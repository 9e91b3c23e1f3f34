import { expect, test } from "vitest";
import { exit } from "./definition";

test("its id is the outcome", () => {
  expect(exit.sentence({}, "confirmed")).toBe("They leave the journey as *confirmed*");
  expect(exit.paths({ fields: {}, within: () => [] })).toEqual([]);
});
