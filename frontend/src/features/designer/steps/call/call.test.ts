import { expect, test } from "vitest";
import { call } from "./definition";

test("says who is told what", () => {
  const fields = { connector: "registry", fields: ["patient.language", "patient.age"] };
  expect(call.sentence(fields, "c")).toBe("Tell *registry*: language and age");
});

test("a failure that is dealt with has its own way", () => {
  const ways = call.paths({ fields: { connector: "registry", on_failed: [] }, within: () => [] });
  expect(ways.map((way) => way.name)).toEqual(["next", "on_failed"]);
});
