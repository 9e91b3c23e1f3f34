// Where the canvas looks first.
import { expect, test } from "vitest";
import { startView } from "./camera";

/** A river that reaches so far to the left and the right of its head. */
const reaching = (left: number, right: number, y = 200) => ({
  nodes: [
    { x: -180, y: 0, width: 360 },
    { x: -left, y, width: left + right },
  ],
});

const DAYS = 92;

test("a narrow journey stands in the middle, at its own size", () => {
  expect(startView(reaching(180, 180), 1000, 800)).toMatchObject({ zoom: 1, x: DAYS + (1000 - DAYS) / 2 });
});

test("the days never cover an arm at the left that has room", () => {
  const { x, zoom } = startView(reaching(460, 300), 850, 800);
  expect(x - 460 * zoom).toBeGreaterThan(DAYS);
});

test("where it cannot fit, the head of the river is seen whole", () => {
  const { x, zoom } = startView(reaching(2_000, 2_000), 700, 800);
  expect(zoom).toBe(0.8);
  expect(x + 180 * zoom).toBeLessThan(700);
  expect(x - 180 * zoom).toBeGreaterThan(DAYS);
});

test("arms far below do not move the head out of the middle", () => {
  expect(startView(reaching(900, 180, 3_000), 1000, 800).x).toBe(DAYS + (1000 - DAYS) / 2);
});
