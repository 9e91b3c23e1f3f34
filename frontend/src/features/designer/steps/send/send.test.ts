import { expect, test } from "vitest";
import { send } from "./definition";

test("says what is sent and when", () => {
  const at = { before: "appointment.start", by: "7d", clock: "10:00", if_past: "skip" };
  expect(send.sentence({ message: "reminder", at }, "week-ahead")).toBe(
    "Email *reminder*, 7 days before the visit at 10:00",
  );
  expect(send.sentence({}, "hello")).toBe("Email *hello*");
});

test("shows chips only when they matter", () => {
  expect(send.chips({})).toEqual([]);
  expect(send.chips({ protect: "portal" })).toEqual([{ words: "portal only", tone: "protected" }]);
  expect(send.chips({ purpose: "marketing" })).toHaveLength(1);
});

test("parts only where the text says what happens when it is not sent", () => {
  const within = () => [];
  expect(send.paths({ fields: {}, within })).toEqual([]);
  const names = send.paths({ fields: { on_failed: [] }, within }).map((path) => path.name);
  expect(names).toEqual(["sent", "on_failed"]);
});

test("its facts name what happens when the moment has passed", () => {
  const facts = send.facts({ at: { before: "appointment.start", by: "1d", if_past: "exit" } });
  expect(facts.map((fact) => fact.words)).toContain("leave the journey if that has passed");
});
