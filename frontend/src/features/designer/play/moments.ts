// Moments in the zone of the person who is played. Pure.
import { locale } from "~/words/locale";

function parts(seconds: number, zone: string): Record<string, string> {
  const form = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(form.formatToParts(new Date(seconds * 1000)).map((p) => [p.type, p.value]));
}

/** 2026-03-10T09:00, as scenarios write it; with seconds only where there are any. */
export function localMoment(seconds: number, zone: string): string {
  const p = parts(Math.floor(seconds), zone);
  const rest = p.second === "00" ? "" : `:${p.second}`;
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}${rest}`;
}

/** "Tue 3 Mar 2026, 10:00" by the viewer's habits, on the clock of that zone. */
export const shownMoment = (seconds: number, zone: string): string =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(seconds * 1000));

/** "Wed 16 Dec 09:00": where the year is plain from what stands around it. */
export const shortMoment = (seconds: number, zone: string): string =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(seconds * 1000));

/** The same of a local moment as scenarios write it. */
export const plainMoment = (local: string): string => shortMoment(Date.parse(`${local}Z`) / 1000, "UTC");

/** The first whole minute after: what is due at a moment has then been done. */
export const nextMinute = (seconds: number): number => (Math.floor(seconds / 60) + 1) * 60;
