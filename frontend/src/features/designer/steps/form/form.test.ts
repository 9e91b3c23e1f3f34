import { expect, test } from "vitest";
import { form } from "./definition";

test("says which form, and until when", () => {
  expect(form.sentence({ questions: "how-are-you", expires: "3d" }, "f")).toBe(
    "Wait for the form *how-are-you*, until 3 days later",
  );
  expect(form.sentence({ questions: "intake", expires: "appointment.start" }, "f")).toBe(
    "Wait for the form *intake*, until the visit",
  );
});

test("has a way for each answer", () => {
  const ways = form.paths({ fields: { questions: "intake", expires: "3d" }, within: () => [] });
  expect(ways.map((way) => [way.name, way.implied])).toEqual([
    ["on_submitted", true],
    ["on_timeout", true],
  ]);
});
