import { expect, test } from "vitest";
import { VISIT_REMINDER } from "~/testing/journeys";
import { type Spot, spotKey } from "../draft/selection";
import { readJourney } from "./read";
import { type Direction, groundOf, stretch, Walker } from "./walking";

const steps = readJourney(VISIT_REMINDER).document?.steps ?? [];
const ground = groundOf(steps);
const walker = (folded: string[] = []) =>
  new Walker(
    () => steps,
    () => ground,
    (id) => folded.includes(id),
  );

const way = (from: Spot | null, directions: Direction[], walks = walker()) =>
  directions.reduce<Spot | null>((spot, direction) => walks.go(spot, direction) ?? spot, from);

const step = (id: string): Spot => ({ of: "step", id });

test("down leads through the first way of a block and on behind it", () => {
  const walks = walker();
  const seen: string[] = [];
  for (let spot: Spot | null = { of: "trigger" }; spot; spot = walks.go(spot, "down"))
    seen.push(spotKey(spot));
  expect(seen).toEqual([
    "trigger",
    "step:week-ahead",
    "step:how-did-they-react",
    "path:how-did-they-react/0",
    "step:confirmed",
    "step:after-visit",
    "path:after-visit/0",
  ]);
});

test("up leads back along the way that was walked last", () => {
  const walks = walker();
  const down = way(step("day-before"), ["down"], walks);
  expect(down).toEqual(step("after-visit"));
  expect(walks.go(down, "up")).toEqual(step("day-before"));
});

test("sideways leads to the way beside, and out of the block at its left edge", () => {
  expect(way(step("confirmed"), ["right"])).toEqual(step("day-before"));
  expect(way(step("confirmed"), ["right", "right"])).toEqual(step("a-while"));
  expect(way(step("confirmed"), ["left"])).toEqual(step("how-did-they-react"));
  expect(way({ of: "path", step: "how-did-they-react", index: 0 }, ["right"])).toEqual({
    of: "path",
    step: "how-did-they-react",
    index: 1,
  });
});

test("right on a block leads into it, unless it is folded", () => {
  expect(way(step("how-did-they-react"), ["right"])).toEqual({
    of: "path",
    step: "how-did-they-react",
    index: 0,
  });
  const folded = walker(["how-did-they-react"]);
  expect(folded.go(step("how-did-they-react"), "right")).toBeNull();
  expect(folded.go(step("how-did-they-react"), "down")).toEqual(step("after-visit"));
});

test("every step and every way can be walked to", () => {
  const walks = walker();
  const seen = new Set<string>();
  const todo: Spot[] = [{ of: "trigger" }];
  for (let spot = todo.pop(); spot; spot = todo.pop()) {
    if (seen.has(spotKey(spot))) continue;
    seen.add(spotKey(spot));
    for (const direction of ["down", "up", "left", "right"] as const) {
      const next = walks.go(spot, direction);
      if (next) todo.push(next);
    }
  }
  for (const [id, { step: one }] of ground) {
    expect(seen).toContain(`step:${id}`);
    for (const index of one.paths.keys()) expect(seen).toContain(`path:${id}/${index}`);
  }
});

test("a stretch of steps is of one list and ends with the step walked to", () => {
  expect(stretch(ground, "week-ahead", "after-visit")).toEqual([
    "week-ahead",
    "how-did-they-react",
    "after-visit",
  ]);
  expect(stretch(ground, "after-visit", "week-ahead").at(-1)).toBe("week-ahead");
  expect(stretch(ground, "week-ahead", "confirmed")).toEqual(["confirmed"]);
});
