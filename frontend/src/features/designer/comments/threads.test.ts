import { expect, test } from "vitest";
import type { Comment, StaffShown } from "~/api/drafts";
import { beginning, mentioned, offeredFor, openThreads, threadsOf } from "./threads";

const remark = (id: string, more: Partial<Comment> = {}): Comment => ({
  id,
  step: "a",
  answers: null,
  author: "me",
  author_name: "Me",
  body: id,
  written_at: "2026-03-03T15:00:00Z",
  settled_at: null,
  settled_by: null,
  removed: false,
  mentions: [],
  ...more,
});
const staff: StaffShown[] = [
  { id: "1", name: "Ana", role: "author" },
  { id: "2", name: "Ana Lima", role: "author" },
];

test("answers stand under their head, and only threads of the step are shown", () => {
  const threads = threadsOf([remark("1"), remark("2", { step: "b" }), remark("3", { answers: "1" })], "a");
  expect(threads.map(({ head, answers }) => [head.id, answers.map(({ id }) => id)])).toEqual([["1", ["3"]]]);
});

test("a head that was taken away stays while somebody answered it", () => {
  const gone = remark("1", { removed: true });
  expect(threadsOf([gone], null)).toEqual([]);
  expect(threadsOf([gone, remark("2", { answers: "1" })], null)).toHaveLength(1);
});

test("settled threads are not open", () => {
  expect(openThreads([remark("1", { settled_at: "2026-03-03T15:00:00Z" }), remark("2")])).toHaveLength(1);
});

test("the longest name behind an @ is meant", () => {
  expect(mentioned("@ana lima, look", staff)).toEqual(["2"]);
  expect(mentioned("@Ana and nobody@example", staff)).toEqual(["1"]);
});

test("names are offered while one is begun, and none for one that is written out", () => {
  expect(offeredFor("an", staff).map(({ name }) => name)).toEqual(["Ana", "Ana Lima"]);
  expect(offeredFor("Ana Lima", staff)).toEqual([]);
  expect(offeredFor(null, staff)).toEqual([]);
});

test("a name is begun with @ at a word's start", () => {
  expect(beginning("look @an")).toBe("an");
  expect(beginning("a@b")).toBeNull();
});
