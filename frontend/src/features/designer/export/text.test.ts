import { expect, test } from "vitest";
import { broken, clipped } from "./text";

const told = (sentence: string, letters: number, most = 3) =>
  broken(sentence, letters, most).map((line) =>
    line
      .map(({ text }) => text)
      .join("")
      .trim(),
  );

test("lines break between words and hold all of them", () => {
  expect(told("Email *Your visit on Tuesday*, 7 days before", 16)).toEqual([
    "Email Your visit",
    "on Tuesday, 7",
    "days before",
  ]);
});

test("stressed words stay stressed over a break", () => {
  const lines = broken("Email *Your visit*", 10, 3);
  const strong = lines.flat().filter((piece) => piece.strong && piece.text.trim());
  expect(strong.map(({ text }) => text.trim())).toEqual(["Your", "visit"]);
});

test("too many lines end in an ellipsis", () => {
  expect(told("one two three four", 5, 2)).toEqual(["one", "two…"]);
  expect(clipped("one two three", 8)).toBe("one two…");
  expect(clipped("one", 8)).toBe("one");
});
