// A long river, cut where only lines are crossed, so that it fits on pages or stands in columns. Pure.
import type { Picture } from "../model/picture";

export interface Strip {
  top: number;
  bottom: number;
}

/** The stretches between things that stand above one another. */
function gaps({ nodes }: Picture): number[] {
  const boxes = nodes.map(({ y, height }) => ({ top: y, bottom: y + height })).sort((a, b) => a.top - b.top);
  const found: number[] = [];
  let bottom = boxes[0]?.bottom ?? 0;
  for (const box of boxes) {
    if (box.top > bottom) found.push((bottom + box.top) / 2);
    bottom = Math.max(bottom, box.bottom);
  }
  return found;
}

/** None taller than asked, unless nothing in it can be cut. */
export function stripsOf(picture: Picture, tallest: number): Strip[] {
  const top = Math.min(0, ...picture.nodes.map(({ y }) => y));
  const cuts = [...gaps(picture), picture.height];
  const strips: Strip[] = [];
  let begin = top;
  let last = top;
  for (const cut of cuts) {
    if (cut - begin > tallest && last > begin) {
      strips.push({ top: begin, bottom: last });
      begin = last;
    }
    last = cut;
  }
  return [...strips, { top: begin, bottom: picture.height }];
}

/** From the leftmost thing to the rightmost, lines that climb beside a repetition included. */
export function banksOf({ nodes, links }: Picture): { left: number; right: number } {
  const sides = links.filter(({ way }) => way === "back").map(({ side }) => side);
  return {
    left: Math.min(0, ...nodes.map(({ x }) => x), ...sides),
    right: Math.max(0, ...nodes.map(({ x, width }) => x + width)),
  };
}
