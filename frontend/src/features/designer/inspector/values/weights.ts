// Weights of paths: whole percents that always add up to 100. Pure.

/**
 * Gives one path `wanted` of a hundred; the others share the rest as they did before, each at least 1.
 * The sum is 100 whatever it was.
 */
export function reweighed(
  weights: Record<string, number>,
  name: string,
  wanted: number,
): Record<string, number> {
  const others = Object.keys(weights).filter((other) => other !== name);
  if (others.length === 0) return { [name]: 100 };
  const own = Math.min(100 - others.length, Math.max(1, Math.round(wanted) || 1));
  const shared = shares(
    others.map((other) => Math.max(0, weights[other] ?? 0)),
    100 - own,
  );
  return Object.fromEntries(
    Object.keys(weights).map((each) => [each, each === name ? own : (shared[others.indexOf(each)] ?? 1)]),
  );
}

/** `total` in whole parts, at least 1 each, in proportion to `weights` (largest remainders). */
export function shares(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const spare = total - weights.length;
  const exact = weights.map((weight) => (sum > 0 ? (weight / sum) * total : total / weights.length));
  const above = exact.map((part) => Math.max(0, part - 1));
  const whole = above.reduce((a, b) => a + b, 0) || 1;
  const scaled = above.map((part) => (part / whole) * spare);
  const parts = scaled.map((part) => 1 + Math.floor(part));
  const largest = scaled.map((part, at) => ({ at, rest: part - Math.floor(part) }));
  largest.sort((a, b) => b.rest - a.rest || a.at - b.at);
  let left = total - parts.reduce((a, b) => a + b, 0);
  for (let turn = 0; left > 0; turn++, left--) {
    const index = largest[turn % largest.length]?.at ?? 0;
    parts[index] = (parts[index] ?? 0) + 1;
  }
  return parts;
}
