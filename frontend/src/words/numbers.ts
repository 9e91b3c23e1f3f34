// Counts and sizes for people to read.
const whole = new Intl.NumberFormat("en-US");

export const count = (value: number): string => whole.format(value);

export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** Bytes as "20 kB". */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  return value < 1_000_000
    ? `${(value / 1000).toFixed(value < 10_000 ? 1 : 0)} kB`
    : `${(value / 1_000_000).toFixed(1)} MB`;
}
