import { expect, test } from "vitest";
import { linesAgainst } from "./lines";

const own = (text: string, other: string) =>
  linesAgainst(text, other)
    .filter((line) => line.own)
    .map((line) => line.text);

test("a line that the other text has not is its own, wherever it stands", () => {
  expect(own("Hello Ana\n\nCome at ten\nBye", "Bye\nHello Ana\n\nCome at nine")).toEqual(["Come at ten"]);
});

test("empty lines and lines that are only indented otherwise are nobody's own", () => {
  expect(own("Hello\n\n\n  Bye", "Hello\nBye")).toEqual([]);
});
