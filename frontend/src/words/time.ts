// Times as people say them: "Tue 3 Mar 10:00", "in 4 min". The viewer's zone and region; 24 hours, as journeys are written.
import { w } from ".";
import { locale } from "./locale";

const DAY = 86_400_000;

/** Formatters are slow to make and tables need hundreds: one for each region and shape. */
const made = new Map<string, Intl.DateTimeFormat>();

function format(shape: "day" | "year" | "clock", date: Date): string {
  const key = `${locale()} ${shape}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale(), SHAPES[shape]);
  made.set(key, known);
  return known.format(date).replace(/[,.](?= |$)/g, "");
}

const NAMES = { weekday: "short", day: "numeric", month: "short" } as const;
const SHAPES: Record<"day" | "year" | "clock", Intl.DateTimeFormatOptions> = {
  day: NAMES,
  year: { ...NAMES, year: "numeric" },
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};

function read(iso: string | null | undefined): Date | null {
  const date = iso ? new Date(iso) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/** "Tue 3 Mar 10:00", with the year when it is another year than `now`'s. */
export function moment(iso: string | null | undefined, now = new Date()): string {
  const named = day(iso, now);
  return named && `${named} ${clockTime(iso)}`;
}

export function day(iso: string | null | undefined, now = new Date()): string {
  const date = read(iso);
  if (!date) return "";
  return format(date.getFullYear() === now.getFullYear() ? "day" : "year", date);
}

export function clockTime(iso: string | null | undefined): string {
  const date = read(iso);
  return date ? format("clock", date) : "";
}

/** Whose clock a page's times are on: "Eastern Time", by the viewer's own zone. Said once on a page. */
export function zoneWords(zone?: string): string {
  const form = new Intl.DateTimeFormat(locale(), { timeZone: zone, timeZoneName: "longGeneric" });
  const name = form.formatToParts().find(({ type }) => type === "timeZoneName")?.value ?? "";
  // What has no name but its distance is better known by that of its zone.
  return w.codes.time.clock(/^GMT/.test(name) ? form.resolvedOptions().timeZone : name);
}

/** "just now", "4 min ago", "in 3 h", "in 2 days"; beyond a fortnight the date. */
export function ago(iso: string | null | undefined, now = new Date()): string {
  const date = read(iso);
  if (!date) return "";
  const away = date.getTime() - now.getTime();
  const size = Math.abs(away);
  if (size < 45_000) return w.codes.time.now;
  if (size > 14 * DAY) return day(iso, now);
  if (size < 3_570_000) return relative(away / 60_000, "minute");
  return size < DAY ? relative(away / 3_600_000, "hour") : relative(away / DAY, "day");
}

/** Days in full, what is shorter by its short name; by numbers alone, so never "yesterday". */
function relative(amount: number, unit: "minute" | "hour" | "day"): string {
  const style = unit === "day" ? "long" : "short";
  const words = new Intl.RelativeTimeFormat(locale(), { style, numeric: "always" });
  return words.format(Math.round(amount), unit).replace(/\.(?= |$)/g, "");
}
