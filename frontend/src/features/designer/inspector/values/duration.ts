// Durations as a number and a unit: `7d`, `2bd`. Pure.

export const UNITS = ["s", "m", "h", "d", "w", "bd"] as const;
export type Unit = (typeof UNITS)[number];

export interface Duration {
  amount: number;
  unit: Unit;
}

const FORM = /^([0-9]{1,9})(bd|[smhdw])$/;

/** Null for what is no duration. */
export function readDuration(value: unknown): Duration | null {
  const found = FORM.exec(String(value ?? "").trim());
  return found ? { amount: Number(found[1]), unit: found[2] as Unit } : null;
}

export const writeDuration = ({ amount, unit }: Duration): string => `${amount}${unit}`;

const SECONDS: Record<Exclude<Unit, "bd">, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Calendar days for days, weeks and business days (which leave out Saturday and Sunday); exact time otherwise. */
export function shifted(from: Date, { amount, unit }: Duration, side: 1 | -1): Date {
  const to = new Date(from);
  if (unit === "bd") return businessDays(to, amount, side);
  if (unit === "d" || unit === "w") to.setUTCDate(to.getUTCDate() + side * amount * (unit === "w" ? 7 : 1));
  else to.setTime(to.getTime() + side * amount * SECONDS[unit] * 1000);
  return to;
}

function businessDays(day: Date, amount: number, side: 1 | -1): Date {
  let left = Math.min(amount, 2000);
  while (left > 0) {
    day.setUTCDate(day.getUTCDate() + side);
    if (day.getUTCDay() % 6 !== 0) left--;
  }
  return day;
}
