// Weekdays: `mon-fri`, `sat`, or a list of these, as a set of days and back in the shortest words. Pure.

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

const at = (word: string): number => (DAYS as readonly string[]).indexOf(word.trim());

/** In the order of the week. Null where something is no weekday. */
export function readDays(value: unknown): Day[] | null {
  const words = Array.isArray(value) ? value.map(String) : value == null ? [] : [String(value)];
  const chosen = new Set<number>();
  for (const word of words) {
    const [first = "", last = first] = word.split("-");
    if (at(first) < 0 || at(last) < 0) return null;
    // `sat-mon` goes over the end of the week.
    for (let day = at(first); ; day = (day + 1) % 7) {
      chosen.add(day);
      if (day === at(last)) break;
    }
  }
  return DAYS.filter((_, index) => chosen.has(index));
}

/** `mon-fri`; `["mon-wed", "fri"]`; undefined for none. */
export function writeDays(days: readonly Day[]): string | string[] | undefined {
  const chosen = DAYS.map((day) => days.includes(day));
  const runs: string[] = [];
  for (let first = 0; first < 7; first++) {
    if (!chosen[first]) continue;
    let last = first;
    while (chosen[last + 1]) last++;
    runs.push(last === first ? `${DAYS[first]}` : `${DAYS[first]}-${DAYS[last]}`);
    first = last;
  }
  return runs.length > 1 ? runs : runs[0];
}
