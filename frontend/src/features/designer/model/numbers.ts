// How many people: numbers of steps and links from the live counts. Pure.
import type { Live, StepCounts } from "~/api/types";
import type { Flow } from "./layout";

export const sum = (counts: Record<string, number> | undefined): number =>
  Object.values(counts ?? {}).reduce((total, count) => total + count, 0);

export const largestFirst = (counts: Record<string, number> | undefined): [string, number][] =>
  Object.entries(counts ?? {})
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);

function outcomeCount(counts: StepCounts, name: string): number {
  if (name.endsWith("*")) {
    const start = name.slice(0, -1);
    const fitting = Object.entries(counts.outcomes).filter(([outcome]) => outcome.startsWith(start));
    return fitting.reduce((total, [, people]) => total + people, 0);
  }
  const told = counts.outcomes[name];
  if (told !== undefined) return told;
  if (name === "sent") return sum(counts.sent);
  if (name === "skipped") return sum(counts.skipped);
  if (name === "failed") return sum(counts.failed);
  return 0;
}

/** People who walked along a link so far; 0 when nobody did or nothing is known. */
export function flowCount(flow: Flow, live: Live | null): number {
  if (!live) return 0;
  if (flow.of === "enrolled") return live.totals.entered;
  const counts = live.steps[flow.step];
  if (!counts) return 0;
  if (flow.of === "entered") return counts.entered;
  if (flow.of === "done") return counts.done;
  return flow.names.reduce((total, name) => total + outcomeCount(counts, name), 0);
}

/** Stroke width in pixels: 1.5 when nobody or nothing is known, up to 7 for the widest stream. */
export function strokeOf(count: number, widest: number): number {
  if (count <= 0 || widest <= 0) return 1.5;
  return 2 + 5 * Math.sqrt(Math.min(1, count / widest));
}

const DROPPED = /^(left|exit|set-aside):/;

/** Outcomes that lead on, and those by which people left in the midst of the step. */
export function waysAndDropped(outcomes: Record<string, number>) {
  const all = Object.entries(outcomes);
  return {
    ways: Object.fromEntries(all.filter(([name]) => !DROPPED.test(name))),
    dropped: Object.fromEntries(all.filter(([name]) => DROPPED.test(name))),
  };
}
