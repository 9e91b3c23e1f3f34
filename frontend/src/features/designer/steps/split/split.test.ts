import { expect, test } from "vitest";
import { split } from "./definition";

const fields = { paths: { reminded: { weight: 90 }, "held back": { weight: 10, holdout: true } } };

test("says how people are divided", () => {
  expect(split.sentence(fields, "s")).toBe("Divide people: *90 % reminded, 10 % held back*");
});

test("a hold-out is marked", () => {
  expect(split.chips(fields)).toEqual([{ words: "holds back 10 %", tone: "attention" }]);
});

test("every path is a column with its share", () => {
  const paths = split.paths({ fields, within: () => [] });
  expect(paths.map((path) => path.detail)).toEqual(["90 % of people", "10 % are held back"]);
});
