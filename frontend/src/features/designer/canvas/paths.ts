// The lines of the river as SVG paths. Pure.
export interface Point {
  x: number;
  y: number;
}

const ROUND = 10;

/** Straight down, across at `bend`, straight down again, with round corners. */
export function fall(from: Point, to: Point, bend: number): string {
  const across = to.x - from.x;
  if (Math.abs(across) < 1) return `M ${from.x} ${from.y} L ${to.x} ${to.y}`;
  const side = Math.sign(across);
  const r = Math.min(ROUND, Math.abs(across) / 2, Math.abs(bend - from.y), Math.abs(to.y - bend));
  return [
    `M ${from.x} ${from.y}`,
    `V ${bend - r}`,
    `Q ${from.x} ${bend} ${from.x + side * r} ${bend}`,
    `H ${to.x - side * r}`,
    `Q ${to.x} ${bend} ${to.x} ${bend + r}`,
    `V ${to.y}`,
  ].join(" ");
}

/** Out to `side`, up along it, and into the card's left edge. */
export function climb(from: Point, to: Point, side: number): string {
  const r = ROUND;
  return [
    `M ${from.x} ${from.y}`,
    `H ${side + r}`,
    `Q ${side} ${from.y} ${side} ${from.y - r}`,
    `V ${to.y + r}`,
    `Q ${side} ${to.y} ${side + r} ${to.y}`,
    `H ${to.x}`,
  ].join(" ");
}
