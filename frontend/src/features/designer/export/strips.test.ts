import { expect, test } from "vitest";
import { readDraft } from "../model/editing";
import { draw, place } from "../model/picture";
import { banksOf, stripsOf } from "./strips";

const picture = (steps: string) => {
  const { document } = readDraft(`journey: j\ntitle: J\nenroll: {on: replied}\nsteps:\n${steps}`);
  if (!document) throw new Error("this text can be read");
  const shown = { problems: [], numbers: false, folded: new Set<string>(), classes: {} };
  return draw(document, place(document, shown), null, false);
};

const waits = (count: number) =>
  Array.from({ length: count }, (_, at) => `  - wait: w-${at}\n    for: 1d\n`).join("");

test("a short river is one strip", () => {
  const short = picture(waits(3));
  expect(stripsOf(short, 5_000)).toEqual([{ top: 0, bottom: short.height }]);
});

test("strips follow one another, none is too tall, and no card is cut", () => {
  const long = picture(waits(200));
  const strips = stripsOf(long, 1_000);
  expect(strips.length).toBeGreaterThan(15);
  expect(strips.every(({ top, bottom }) => bottom - top <= 1_000)).toBe(true);
  expect(strips.slice(1).map(({ top }) => top)).toEqual(strips.slice(0, -1).map(({ bottom }) => bottom));
  const cuts = strips.slice(1).map(({ top }) => top);
  const cut = long.nodes.filter(({ y, height }) => cuts.some((at) => y < at && at < y + height));
  expect(cut).toEqual([]);
});

test("the banks hold everything, the way back of a repetition, too", () => {
  const repeated = picture(
    "  - repeat: r\n    every: 1d\n    at_most: 3\n    steps:\n      - wait: w\n        for: 1d\n",
  );
  const { left, right } = banksOf(repeated);
  expect(repeated.nodes.every(({ x, width }) => left <= x && x + width <= right)).toBe(true);
  expect(left).toBeLessThanOrEqual(Math.min(...repeated.links.map(({ side }) => side)));
});
