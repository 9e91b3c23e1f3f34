import { expect, test } from "vitest";
import { broken, clipped } from "./text";

const byLetter = (text: string) => text.length;

const told = (sentence: string, letters: number, most = 3) =>
  broken(sentence, letters, most, byLetter).map((line) =>
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

test("no line begins with the comma or colon of the word before", () => {
  expect(told("Ask them within *4 hours*: *call*", 23)).toEqual(["Ask them within 4", "hours: call"]);
  expect(told("Email *Your visit*, 7 days", 16)).toEqual(["Email Your", "visit, 7 days"]);
});

test("stressed words stay stressed over a break", () => {
  const lines = broken("Email *Your visit*", 10, 3, byLetter);
  const strong = lines.flat().filter((piece) => piece.strong && piece.text.trim());
  expect(strong.map(({ text }) => text.trim())).toEqual(["Your", "visit"]);
});

test("too many lines end in an ellipsis", () => {
  expect(told("one two three four", 5, 2)).toEqual(["one", "two…"]);
  expect(clipped("one two three", 8, byLetter)).toBe("one two…");
  expect(clipped("one", 8, byLetter)).toBe("one");
});

test("a word that is wider than its card is cut, and stressed words may be wider than others", () => {
  expect(told("see https://example.org/very/long", 12)).toEqual(["see", "https://exa…"]);
  const bold = (text: string, strong = false) => text.length * (strong ? 2 : 1);
  const lines = broken("one *two* three", 9, 3, bold).map((line) =>
    line
      .map(({ text }) => text)
      .join("")
      .trim(),
  );
  expect(lines).toEqual(["one", "two", "three"]);
});

test("the ellipsis of the last line has room", () => {
  expect(told("one two three four five", 9, 2)).toEqual(["one two", "three…"]);
});
