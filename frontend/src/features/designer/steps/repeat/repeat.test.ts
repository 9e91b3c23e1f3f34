import { expect, test } from "vitest";
import { repeat } from "./definition";

test("says how often, how many times and until when", () => {
  const fields = { every: "14d", at_most: 3, until: { on: "care_gap.closed" } };
  expect(repeat.sentence(fields, "r")).toBe(
    "Repeat *every 14 days*, up to 3 times, until the care gap closes",
  );
  expect(repeat.sentence({ every: "1d", at_most: 1 }, "r")).toBe("Repeat *every 1 day*, once");
});

test("has one path, its body", () => {
  expect(repeat.paths({ fields: {}, within: () => [] })).toHaveLength(1);
});
