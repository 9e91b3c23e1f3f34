import { expect, test } from "vitest";
import { after } from "./useFollowedIds";

test("names that are typed letter by letter come to the last one", () => {
  expect(after(after({ wait: "wait-a" }, { "wait-a": "wait-ab" }), { nudge: "poke" })).toEqual({
    wait: "wait-ab",
    nudge: "poke",
  });
});

test("a name that is taken back comes to nothing", () => {
  expect(after({ wait: "pause" }, { pause: "wait" })).toEqual({});
});
