// Parts of a hundred: whole numbers, each at least one, that always sum to a hundred.

/** Weights with the same proportions; those of `fixed` keep theirs where there is room for the others. */
export function balanced(
  weights: Readonly<Record<string, number>>,
  ...fixed: readonly string[]
): Record<string, number> {
  const names = Object.keys(weights);
  const kept = names.filter((name) => fixed.includes(name));
  const others = names.filter((name) => !fixed.includes(name));
  if (names.length === 0 || names.length > 100) return { ...weights };
  const room = 100 - others.length;
  const wanted = kept.map((name) => Math.max(1, Math.round(weights[name] ?? 0)));
  const sum = wanted.reduce((a, b) => a + b, 0);
  const first = others.length === 0 || sum > room ? shared(wanted, others.length === 0 ? 100 : room) : wanted;
  const rest = 100 - first.reduce((a, b) => a + b, 0);
  const second = shared(
    others.map((name) => weights[name] ?? 0),
    rest,
  );
  const found = new Map([
    ...kept.map((name, at) => [name, first[at]] as const),
    ...others.map((name, at) => [name, second[at]] as const),
  ]);
  return Object.fromEntries(names.map((name) => [name, found.get(name) ?? 1]));
}

/** `total` in whole parts of at least one, in proportion; what is left goes to the largest remainders. */
function shared(wanted: readonly number[], total: number): number[] {
  if (wanted.length === 0) return [];
  const sum = wanted.reduce((a, b) => a + Math.max(0, b), 0);
  const free = total - wanted.length;
  const exact = wanted.map((one) => (sum > 0 ? (Math.max(0, one) / sum) * total : total / wanted.length));
  const above = exact.map((one) => Math.max(0, one - 1));
  const aboveSum = above.reduce((a, b) => a + b, 0);
  const parts = above.map((one) => (aboveSum > 0 ? (one / aboveSum) * free : free / wanted.length));
  const whole = parts.map((one) => Math.floor(one + 1e-9));
  let left = free - whole.reduce((a, b) => a + b, 0);
  const order = parts
    .map((one, at) => ({ at, rest: one - (whole[at] ?? 0) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { at } of order) {
    if (left-- <= 0) break;
    whole[at] = (whole[at] ?? 0) + 1;
  }
  return whole.map((one) => one + 1);
}
