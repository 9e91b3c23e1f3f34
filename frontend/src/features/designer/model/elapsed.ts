// How much time has passed at each step: from entry through waits and moments. Pure; no clock.
import type { Fields, Step } from "./document";
import { asFields, asList } from "./words";

const DAY = 24 * 60;
const MINUTES: Record<string, number> = { s: 1 / 60, m: 1, h: 60, d: DAY, w: 7 * DAY, bd: DAY };

/** Minutes since entry (`of: ""`), or before (negative) or after a moment such as `appointment.start`. */
export interface Elapsed {
  of: string;
  least: number;
  most: number;
  /** Counted in business days somewhere: a weekend may lie in between. */
  about: boolean;
}

export const ENTRY: Elapsed = { of: "", least: 0, most: 0, about: false };

/** Minutes of `90s 15m 4h 7d 2w 2bd`; null for anything else. */
export function minutesOf(duration: unknown): { minutes: number; about: boolean } | null {
  const match = /^(\d+)(bd|[smhdw])$/.exec(String(duration ?? "").trim());
  const unit = MINUTES[match?.[2] ?? ""];
  if (!match || unit === undefined) return null;
  return { minutes: Number(match[1]) * unit, about: match[2] === "bd" };
}

const plus = (at: Elapsed, least: number, most: number, about = false): Elapsed => ({
  of: at.of,
  least: at.least + least,
  most: at.most + most,
  about: at.about || about,
});

/** The moment that `{before: appointment.start, by: 7d}` means; null when it names none. */
function momentOf(anchor: Fields | null): Elapsed | null {
  if (!anchor) return null;
  const side = "before" in anchor ? "before" : "after" in anchor ? "after" : null;
  if (!side) return null;
  const by = minutesOf(anchor.by) ?? { minutes: 0, about: false };
  const minutes = side === "before" ? -by.minutes : by.minutes;
  const of = String(anchor[side]);
  return { of: of === "entry" ? "" : of, least: minutes, most: minutes, about: by.about };
}

/** When a step of these fields is over, for somebody who comes to it at `at`, and takes no way of its own. */
function through(step: Step, at: Elapsed): Elapsed {
  const { fields, kind } = step;
  if (kind === "wait") {
    const time = minutesOf(fields.for);
    return time ? plus(at, time.minutes, time.minutes, time.about) : (momentOf(asFields(fields.until)) ?? at);
  }
  if (kind === "send") return momentOf(asFields(fields.at)) ?? at;
  return at;
}

/** The latest that something waited for may come: its timeout, in words of time. */
function latest(step: Step, at: Elapsed): Elapsed {
  const key = { await: "timeout", task: "due", form: "expires" }[step.kind];
  if (!key) return at;
  const time = minutesOf(step.fields[key]);
  return time
    ? plus(at, time.minutes, time.minutes, time.about)
    : (momentOf(asFields(step.fields[key])) ?? at);
}

/** Both, where they count from the same moment; else the one that names the later kind of moment. */
function together(a: Elapsed, b: Elapsed): Elapsed {
  if (a.of !== b.of) return b.of === "" ? a : b;
  return {
    of: a.of,
    least: Math.min(a.least, b.least),
    most: Math.max(a.most, b.most),
    about: a.about || b.about,
  };
}

const LATE = new Set(["on_timeout", "on_overdue"]);

class Reckoner {
  readonly times = new Map<string, Elapsed>();

  /** When the last of these is over; null when everybody has left. */
  sequence(steps: Step[], start: Elapsed): Elapsed | null {
    let now: Elapsed | null = start;
    for (const step of steps) {
      if (!now) return null;
      now = this.step(step, now);
    }
    return now;
  }

  private step(step: Step, at: Elapsed): Elapsed | null {
    const here =
      step.kind === "send" || (step.kind === "wait" && step.paths.length === 0) ? through(step, at) : at;
    this.times.set(step.id, step.kind === "send" ? here : at);
    if (step.kind === "exit") return null;
    if (step.kind === "repeat") return this.repeat(step, at);
    if (step.paths.length === 0) return here;
    const last = latest(step, here);
    const waited = last === here ? here : together({ ...here, most: Math.max(here.most, here.least) }, last);
    const ends = step.paths.map((path) => {
      const late = LATE.has(String(path.at?.[0] ?? ""));
      return this.sequence(path.steps, late ? last : waited);
    });
    return ends.reduce((sum, end) => (sum && end ? together(sum, end) : (sum ?? end)), null);
  }

  private repeat(step: Step, at: Elapsed): Elapsed | null {
    const every = minutesOf(step.fields.every) ?? { minutes: 0, about: false };
    const rounds = Number(step.fields.at_most ?? 1);
    const more = Number.isFinite(rounds) ? Math.max(0, rounds - 1) * every.minutes : 0;
    const end = this.sequence(step.paths[0]?.steps ?? [], at);
    return end && plus(end, 0, more, every.about);
  }
}

/** When somebody comes to each step (for a send: when it leaves), by id. */
export function elapsedAt(steps: Step[]): ReadonlyMap<string, Elapsed> {
  const reckoner = new Reckoner();
  reckoner.sequence(steps, ENTRY);
  return reckoner.times;
}

/** The moments that steps speak of besides entry, in the order they are met. */
export const momentsOf = (times: ReadonlyMap<string, Elapsed>): string[] =>
  asList([...new Set([...times.values()].map(({ of }) => of).filter(Boolean))]);
