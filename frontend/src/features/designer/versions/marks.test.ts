import { expect, test } from "vitest";
import type { JourneyChange } from "~/api/drafts";
import { marksOf } from "./marks";

const change: JourneyChange = {
  slug: "j",
  state: "changed",
  steps: [
    { id: "new", kind: "wait", state: "added" },
    { id: "gone", kind: "wait", state: "removed" },
    { id: "week", kind: "send", state: "changed", was: "month" },
  ],
};

test("each picture marks what stands in it, under the name it had there", () => {
  expect([...marksOf(change, "before")]).toEqual([
    ["gone", "removed"],
    ["month", "changed"],
  ]);
  expect([...marksOf(change, "after")]).toEqual([
    ["new", "added"],
    ["week", "changed"],
  ]);
});

test("a step that only stands elsewhere has moved; one that says something else besides has changed", () => {
  const moved = ["after hello", "first"] as [string, string];
  const says = [{ field: "for", before: "1d", after: "2d" }];
  const steps: JourneyChange["steps"] = [
    { id: "a", kind: "wait", state: "changed", moved },
    { id: "b", kind: "wait", state: "changed", moved, changes: says },
  ];
  expect([...marksOf({ slug: "j", state: "changed", steps }, "after")]).toEqual([
    ["a", "moved"],
    ["b", "changed"],
  ]);
});

test("nothing is marked where nothing differs", () => {
  expect(marksOf(null, "after").size).toBe(0);
});
