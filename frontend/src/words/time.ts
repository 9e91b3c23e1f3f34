// Times as people say them: "Tue 3 Mar 10:00", "in 4 min". The viewer's zone, 24 hours.
const DAY = 86_400_000;

const parts = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function pieces(iso: string): Record<string, string> | null {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return null;
  return Object.fromEntries(parts.formatToParts(date).map((part) => [part.type, part.value]));
}

/** "Tue 3 Mar 10:00", with the year when it is another year than `now`'s. */
export function moment(iso: string | null | undefined, now = new Date()): string {
  const p = iso ? pieces(iso) : null;
  if (!p) return "";
  const year = p.year === String(now.getFullYear()) ? "" : ` ${p.year}`;
  return `${p.weekday} ${p.day} ${p.month}${year} ${p.hour}:${p.minute}`;
}

export function day(iso: string | null | undefined, now = new Date()): string {
  return moment(iso, now).replace(/ \d\d:\d\d$/, "");
}

export function clockTime(iso: string | null | undefined): string {
  const p = iso ? pieces(iso) : null;
  return p ? `${p.hour}:${p.minute}` : "";
}

/** "just now", "4 min ago", "in 3 h", "in 2 days"; beyond a fortnight the date. */
export function ago(iso: string | null | undefined, now = new Date()): string {
  if (!iso) return "";
  const away = new Date(iso).getTime() - now.getTime();
  const size = Math.abs(away);
  if (Number.isNaN(size)) return "";
  if (size < 45_000) return "just now";
  if (size > 14 * DAY) return day(iso, now);
  const words =
    size < 3_570_000
      ? `${Math.round(size / 60_000)} min`
      : size < DAY
        ? `${Math.round(size / 3_600_000)} h`
        : `${Math.round(size / DAY)} ${Math.round(size / DAY) === 1 ? "day" : "days"}`;
  return away > 0 ? `in ${words}` : `${words} ago`;
}
