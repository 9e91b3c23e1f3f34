import { expect, test } from "vitest";
import { excerptOf } from "./excerpt";

test("the compiler's excerpt is its numbered lines with the carets below them", () => {
  const printed = [
    'error[unknown-key]: "mesage" is not a word of a send step',
    "  ┌─ visit/journey.yaml:9:5",
    "9│     mesage: hello",
    " │     ^^^^^^",
    '  = help: did you mean "message"?',
  ].join("\n");
  expect(excerptOf(printed)).toEqual(["9│     mesage: hello", " │     ^^^^^^"]);
  expect(excerptOf("")).toEqual([]);
});
