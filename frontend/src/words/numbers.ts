// Counts and sizes for people to read, by the habits of the viewer's region.
import { w } from ".";
import { count } from "./forms";
import { locale } from "./locale";

export { count };

const short = (value: number, digits: number) =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );

/** Bytes as "20 kB". */
export function bytes(value: number): string {
  const { b, kb, mb } = w.codes.bytes;
  if (value < 1000) return `${value} ${b}`;
  return value < 1_000_000
    ? `${short(value / 1000, value < 10_000 ? 1 : 0)} ${kb}`
    : `${short(value / 1_000_000, 1)} ${mb}`;
}
