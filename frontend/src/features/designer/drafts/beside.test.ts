import { expect, test } from "vitest";
import { filesBetween, putting } from "./beside";

test("the files beside the journey's text that changed, came or went", () => {
  expect(
    filesBetween(
      { "journey.yaml": "a", "messages/a.mjml": "a", "messages/b.mjml": "b", "forms/f.yaml": "f" },
      { "journey.yaml": "b", "messages/a.mjml": "A", "messages/c.mjml": "c", "forms/f.yaml": "f" },
    ),
  ).toEqual([
    { file: "messages/a.mjml", before: "a", after: "A" },
    { file: "messages/b.mjml", before: "b", after: null },
    { file: "messages/c.mjml", before: null, after: "c" },
  ]);
});

test("what was changed since is never written over, what is there already is not written", () => {
  const changes = [
    { file: "a", before: "old", after: "new" },
    { file: "b", before: "old", after: "new" },
    { file: "c", before: "old", after: null },
    { file: "d", before: null, after: "new" },
    { file: "e", before: "old", after: null },
  ];
  expect(putting(changes, { a: "old", b: "mine", c: "old", e: "mine" })).toEqual({
    put: { a: "new", c: null, d: "new" },
    stay: ["b", "e"],
  });
  expect(putting(changes, { a: "new", b: "new", d: "new" })).toEqual({ put: {}, stay: [] });
});
