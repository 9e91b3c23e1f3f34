import { expect, test } from "vitest";
import { VISIT_REMINDER } from "~/testing/journeys";
import { everyStep } from "../model/document";
import { readJourney } from "../model/read";
import { rowsOf } from "./rows";

const steps = readJourney(VISIT_REMINDER).document?.steps ?? [];

test("every step and every way has a row, one level below what it is in", () => {
  const rows = rowsOf(steps, new Set());
  for (const { step } of everyStep(steps)) expect(rows.map(({ key }) => key)).toContain(`step:${step.id}`);
  const level = (key: string) => rows.find((row) => row.key === key)?.level;
  expect(level("step:how-did-they-react")).toBe(1);
  expect(level("path:how-did-they-react/1")).toBe(2);
  expect(level("step:day-before")).toBe(3);
});

test("a folded block keeps its row and hides what is inside", () => {
  const rows = rowsOf(steps, new Set(["how-did-they-react"]));
  expect(rows.find(({ key }) => key === "step:how-did-they-react")?.open).toBe(false);
  expect(rows.map(({ key }) => key)).not.toContain("step:day-before");
});

test("a row knows its place among its neighbours", () => {
  const rows = rowsOf(steps, new Set());
  expect(rows.find(({ key }) => key === "step:after-visit")).toMatchObject({ at: 3, of: 3 });
});
