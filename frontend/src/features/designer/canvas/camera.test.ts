// Where the canvas looks first.
import { expect, test } from "vitest";
import type { Picture } from "../model/picture";
import { startView } from "./camera";

/** A river that reaches so far to the left and the right of its head. */
const reaching = (left: number, right: number): Picture =>
  ({
    nodes: [
      { x: -180, width: 360 },
      { x: -left, width: left + right },
    ],
  }) as unknown as Picture;

const DAYS = 92;

test("a narrow journey stands in the middle, at its own size", () => {
  expect(startView(reaching(180, 180), 1000)).toMatchObject({ zoom: 1, x: DAYS + (1000 - DAYS) / 2 });
});

test("the days never cover an arm at the left that has room", () => {
  const { x, zoom } = startView(reaching(460, 300), 850);
  expect(x - 460 * zoom).toBeGreaterThan(DAYS);
});

test("where it cannot fit, the head of the river is seen whole", () => {
  const { x, zoom } = startView(reaching(2_000, 2_000), 700);
  expect(zoom).toBe(0.8);
  expect(x + 180 * zoom).toBeLessThan(700);
  expect(x - 180 * zoom).toBeGreaterThan(DAYS);
});
