import { expect, test } from "vitest";
import { drifted, extentOf, inSight } from "./bounds";

const river = { left: -300, top: 0, right: 300, bottom: 2000 };
const screen = { width: 1000, height: 800 };

test("a hand at the bottom edge stops a little beyond the river's end, however long it waits", () => {
  let view = { x: 500, y: 60, zoom: 1 };
  for (let frame = 0; frame < 2_000; frame++) view = drifted(view, { x: 0, y: -16 }, river, screen);
  expect(view).toEqual({ x: 500, y: 800 - 120 - 2000, zoom: 1 });
});

test("a hand at the top edge stops a little beyond the river's head", () => {
  let view = { x: 500, y: -900, zoom: 1 };
  for (let frame = 0; frame < 2_000; frame++) view = drifted(view, { x: 0, y: 16 }, river, screen);
  expect(view.y).toBe(120);
});

test("a river that is seen whole does not move at all under a hand, nor back against it", () => {
  const short = { ...river, bottom: 300 };
  const view = { x: 500, y: 60, zoom: 1 };
  expect(drifted(view, { x: 0, y: -16 }, short, screen)).toEqual(view);
  expect(drifted({ ...view, y: -5_000 }, { x: 0, y: -16 }, river, screen).y).toBe(-5_000);
});

test("wherever the view is sent, some of the river stays in sight", () => {
  for (const zoom of [0.12, 0.8, 1.5])
    for (const far of [-20_000, 20_000]) {
      const { x, y } = inSight({ x: far, y: far, zoom }, river, screen);
      expect(river.right * zoom + x).toBeGreaterThan(92);
      expect(river.left * zoom + x).toBeLessThan(screen.width);
      expect(river.bottom * zoom + y).toBeGreaterThan(0);
      expect(river.top * zoom + y).toBeLessThan(screen.height);
    }
});

test("what React Flow is told lets the same views be seen", () => {
  const zoom = 0.8;
  const [[left, top], [right, bottom]] = extentOf(river, zoom, screen);
  const first = inSight({ x: 20_000, y: 20_000, zoom }, river, screen);
  const last = inSight({ x: -20_000, y: -20_000, zoom }, river, screen);
  expect([-first.x / zoom, -first.y / zoom]).toEqual([left, top]);
  expect((screen.width - last.x) / zoom).toBeCloseTo(right);
  expect((screen.height - last.y) / zoom).toBeCloseTo(bottom);
});
