// Where the played person has been by a moment, in the shape of live numbers, so that the same canvas lights up. Pure.
import type { Line, Simulated, Walked } from "~/api/generated/types";
import type { Live, StepCounts } from "~/api/types";

/** Every moment at which something happens, in order. */
export function stopsOf(story: Simulated): number[] {
  const all = [...story.lines.map((line) => line.at), ...story.walked.map((stay) => stay.entered)];
  return [...new Set(all.map((at) => Math.ceil(at)))].sort((a, b) => a - b);
}

export const stopAfter = (stops: number[], at: number): number | null =>
  stops.find((stop) => stop > at) ?? null;

export const stopBefore = (stops: number[], at: number): number | null =>
  stops.findLast((stop) => stop < at) ?? null;

export const linesUntil = (story: Simulated, at: number): Line[] =>
  story.lines.filter((line) => line.at <= at);

const isHere = (stay: Walked, at: number): boolean =>
  stay.entered <= at && (stay.ended === null || stay.ended > at);

/** The stay they are in at this moment; null before they come and after they left. */
export const standingAt = (story: Simulated, at: number): Walked | null =>
  story.walked.findLast((stay) => isHere(stay, at)) ?? null;

const nobody = (): StepCounts => ({
  entered: 0,
  waiting: 0,
  done: 0,
  skipped: {},
  failed: {},
  sent: {},
  outcomes: {},
});

function leave(counts: StepCounts, outcome: string): void {
  const [kind = "", ...rest] = outcome.split(":");
  const detail = rest.join(":") || kind;
  const shelves: Record<string, Record<string, number>> = {
    sent: counts.sent,
    skipped: counts.skipped,
    failed: counts.failed,
  };
  const shelf = shelves[kind] ?? counts.outcomes;
  const name = shelf === counts.outcomes ? outcome : detail;
  shelf[name] = (shelf[name] ?? 0) + 1;
  counts.done += 1;
}

/** The numbers of a journey through which one person has gone. */
export function liveAt(story: Simulated, at: number): Live {
  const steps: Record<string, StepCounts> = {};
  for (const stay of story.walked) {
    if (stay.entered > at) continue;
    steps[stay.step] ??= nobody();
    const counts = steps[stay.step] as StepCounts;
    counts.entered += 1;
    if (isHere(stay, at)) counts.waiting += 1;
    else leave(counts, stay.outcome);
  }
  const told = linesUntil(story, at);
  const many = (kind: string) => told.filter((line) => line.kind === kind).length;
  const entered = many("enter");
  const left = many("exit") + many("set-aside");
  return {
    at: new Date(at * 1000).toISOString(),
    totals: { entered, inside: entered - left, left, goal: many("goal"), sent: many("send"), waiting: 0 },
    steps,
    outcomes: {},
    rate_per_minute: 0,
    coarse: false,
  };
}
