// Small phrases of the language: `2d after appointment.start`, `after 30d`. Pure.
import { type Duration, readDuration, writeDuration } from "./duration";

export interface Within {
  by: Duration;
  since: string;
}

export function readWithin(value: unknown): Within | null {
  const [by, after, since, ...more] = String(value ?? "")
    .trim()
    .split(/\s+/);
  const duration = readDuration(by);
  return duration && after === "after" && since && more.length === 0 ? { by: duration, since } : null;
}

export const writeWithin = ({ by, since }: Within): string => `${writeDuration(by)} after ${since}`;

export type Again = { how: "never" } | { how: "exit" } | { how: "after"; by: Duration };

export function readAgain(value: unknown): Again | null {
  const words = String(value ?? "never")
    .trim()
    .replace(/\s+/g, " ");
  if (words === "never") return { how: "never" };
  if (words === "after exit") return { how: "exit" };
  const by = readDuration(/^after (\S+)$/.exec(words)?.[1]);
  return by ? { how: "after", by } : null;
}

export function writeAgain(again: Again): string {
  if (again.how === "never") return "never";
  return again.how === "exit" ? "after exit" : `after ${writeDuration(again.by)}`;
}

/** `50, 100 200` → [50, 100, 200]; null where a number is missing or is none. */
export function readRamp(words: string): number[] | null {
  const parts = words.split(/[,;\s]+/).filter(Boolean);
  return parts.every((part) => /^[1-9][0-9]{0,7}$/.test(part)) ? parts.map(Number) : null;
}
