import { expect, test } from "vitest";
import { task } from "./definition";

const fields = { queue: "front-desk", title: "Call about the visit", due: "4h" };

test("says who does what by when", () => {
  expect(task.sentence(fields, "t")).toBe(
    "Ask *front-desk* to do this within *4 hours*: *Call about the visit*",
  );
});

test("one that is not waited for has no ways out of its own", () => {
  expect(task.paths({ fields, within: () => [] })).toEqual([]);
});

test("one that is waited for has two", () => {
  const ways = task.paths({ fields: { ...fields, on_done: [] }, within: () => [] });
  expect(ways.map((way) => way.name)).toEqual(["on_done", "on_overdue"]);
});
