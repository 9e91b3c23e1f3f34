import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, placeCard } from "./placing";

const PAGE = { width: 1440, height: 900 };
const CARD = { width: 320, height: 220 };

const apart = (one: Box, other: Box) =>
  one.left >= other.left + other.width ||
  other.left >= one.left + one.width ||
  one.top >= other.top + other.height ||
  other.top >= one.top + one.height;

describe("the card of the tour", () => {
  test("stands beside what it speaks of and never over it, wherever there is room", () => {
    const inside = fc.record({
      left: fc.integer({ min: 0, max: 1000 }),
      top: fc.integer({ min: 0, max: 600 }),
      width: fc.integer({ min: 20, max: 400 }),
      height: fc.integer({ min: 20, max: 300 }),
    });
    fc.assert(
      fc.property(inside, (box) => apart({ ...placeCard(box, CARD, PAGE), ...CARD }, box)),
      { numRuns: 200 },
    );
  });

  test("stands in the middle where its part is folded away", () => {
    expect(placeCard(null, CARD, PAGE)).toEqual({ left: 560, top: 340 });
  });

  test("is never cut off by the window", () => {
    const box = { left: 1380, top: 880, width: 60, height: 20 };
    const { left, top } = placeCard(box, CARD, PAGE);
    expect(left).toBeGreaterThan(0);
    expect(top + CARD.height).toBeLessThanOrEqual(900);
  });
});
