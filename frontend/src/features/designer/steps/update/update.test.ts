import { expect, test } from "vitest";
import { update } from "./definition";

test("says what is set and tagged", () => {
  const fields = { set: { "patient.language": "es" }, tag: "called", untag: ["waiting"] };
  expect(update.sentence(fields, "u")).toBe(
    "Set *language to es*, tag *called* and remove the tag *waiting*",
  );
});

test("one that changes nothing says so", () => {
  expect(update.sentence({}, "u")).toBe("Change nothing");
});
