// A message is renamed on its own page; the canvas that is opened next can take it back.
import { expect, test } from "vitest";
import {
  keep,
  NO_HISTORY,
  pastOf,
  recall,
  record,
  type Shelf,
  shelfName,
  typed,
  undo,
} from "../model/editing";
import { type Aside, keepAside } from "./fromAside";

function shelfOf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, words) => void kept.set(name, words),
    removeItem: (name) => void kept.delete(name),
  };
}

const ASIDE: Aside = {
  slug: "j",
  etag: "e",
  deed: { did: "renamed", what: "a" },
  before: { "journey.yaml": "message: a\n", "messages/a.mjml": "A" },
  after: { revision: 4, files: { "journey.yaml": "message: b\n", "messages/b.mjml": "A" } },
};

test("it is one named step behind those the canvas has, and undo speaks of all its files", () => {
  const shelf = shelfOf();
  const change = { deed: { did: "changed" as const, what: "x" }, changes: typed("", "message: a\n").changes };
  keep(shelf, shelfName("j", "e"), { text: "message: a\n", history: record(NO_HISTORY, change, 1) });
  keepAside(ASIDE, shelf, 9);
  const kept = recall(shelf, shelfName("j", "e"));
  if (!kept) throw new Error("nothing kept");
  expect(pastOf(kept.history).map(({ deed }) => deed.did)).toEqual(["renamed", "changed"]);
  const turn = undo(kept.history, kept.text);
  expect(turn?.text).toBe("message: a\n");
  expect(turn?.files).toEqual([
    { file: "messages/a.mjml", before: null, after: "A" },
    { file: "messages/b.mjml", before: "A", after: null },
  ]);
});

test("where the canvas was never open, it is the first step", () => {
  const shelf = shelfOf();
  keepAside(ASIDE, shelf, 9);
  expect(recall(shelf, shelfName("j", "e"))?.text).toBe("message: b\n");
});

test("what the canvas has and was not saved stays as it is", () => {
  const shelf = shelfOf();
  const own = { text: "message: mine\n", history: NO_HISTORY };
  keep(shelf, shelfName("j", "e"), own);
  keepAside(ASIDE, shelf, 9);
  expect(recall(shelf, shelfName("j", "e"))).toEqual(own);
});
