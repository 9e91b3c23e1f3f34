// What a moment such as "7 days before the visit at 10:00" comes to, for an example. Wall-clock time only. Pure.
import { locale } from "~/words/locale";
import { readDuration, shifted } from "./duration";

type Fields = Readonly<Record<string, unknown>>;

/** A Tuesday three weeks away at 14:30: far enough that most reminders lie ahead. Wall clock, kept as UTC. */
export function exampleStart(now: Date): Date {
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + 21, 14, 30));
  day.setUTCDate(day.getUTCDate() + ((2 - day.getUTCDay() + 7) % 7));
  return day;
}

/** Null where the moment is not written whole. */
export function momentOf(anchor: Fields, start: Date): Date | null {
  const side = "before" in anchor ? -1 : 1;
  const by = anchor.by == null ? { amount: 0, unit: "d" as const } : readDuration(anchor.by);
  if (!by) return null;
  const moment = shifted(start, by, side);
  if (anchor.clock == null) return moment;
  const clock = /^([01][0-9]|2[0-3]):([0-5][0-9])$/.exec(String(anchor.clock));
  if (!clock) return null;
  moment.setUTCHours(Number(clock[1]), Number(clock[2]), 0, 0);
  return moment;
}

/** "Tue 15 Dec, 14:30", as the viewer's region writes it. */
export const momentWords = (moment: Date): string =>
  new Intl.DateTimeFormat(locale(), {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  }).format(moment);
