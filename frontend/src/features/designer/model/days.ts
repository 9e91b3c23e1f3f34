// Elapsed time in words: "day 3", "7 d before the visit", or the real date of an example person. Pure.
import { w } from "~/words";
import { count } from "~/words/forms";
import { locale } from "~/words/locale";
import type { Elapsed } from "./elapsed";
import { fieldWords } from "./words";

const DAY = 24 * 60;

/** Minutes as the largest unit that fits: "7 d", "26 h", "90 min". */
export function amountWords(minutes: number): string {
  const { day, hour, minute } = w.canvas.days.units;
  if (minutes % DAY === 0) return `${count(minutes / DAY)} ${day}`;
  if (minutes % 60 === 0) return `${count(minutes / 60)} ${hour}`;
  return `${count(Math.round(minutes))} ${minute}`;
}

function sinceEntry({ least, most }: Elapsed): string {
  const [from, to] = [Math.floor(least / DAY), Math.floor(most / DAY)];
  if (from === 0 && to === 0 && most > 0) return w.canvas.days.plus(amountWords(most));
  if (from === to) return w.canvas.days.day(count(from));
  return w.canvas.days.day(w.canvas.days.between(count(from), count(to)));
}

function fromMoment({ of, least, most }: Elapsed): string {
  const what = fieldWords(of);
  const words = (minutes: number) => {
    if (minutes === 0) return what;
    const amount = amountWords(Math.abs(minutes));
    return minutes < 0 ? w.canvas.days.before(amount, what) : w.canvas.days.after(amount, what);
  };
  return least === most ? words(most) : w.canvas.days.upTo(words(most));
}

/** When, counted from entry or from a moment. */
export const elapsedWords = (elapsed: Elapsed): string =>
  elapsed.of === "" ? sinceEntry(elapsed) : fromMoment(elapsed);

/** Moments of an example person in milliseconds; `""` is entry. */
export type Example = Readonly<Record<string, number>>;

/** The day (or days) this is for an example person; null when their moment is not known. */
export function exampleWords({ of, least, most }: Elapsed, example: Example): string | null {
  const base = example[of];
  if (base === undefined) return null;
  const shape = new Intl.DateTimeFormat(locale(), { weekday: "short", day: "numeric", month: "short" });
  const [from, to] = [new Date(base + least * 60_000), new Date(base + most * 60_000)];
  return shape.formatRange(from, to);
}
