// The other files of a draft, messages and forms, when a step of the history speaks of them too. Pure.
import type { FileChange } from "../model/editing";
import { FILE } from "./saver";

type Files = Readonly<Record<string, string>>;

/** What happened to the files beside the journey's text. */
export function filesBetween(before: Files, after: Files): FileChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  names.delete(FILE);
  return [...names]
    .sort()
    .map((file) => ({ file, before: before[file] ?? null, after: after[file] ?? null }))
    .filter((one) => one.before !== one.after);
}

/** What to write, and which files stay because somebody changed them since. Null takes a file away. */
export function putting(
  changes: readonly FileChange[],
  now: Files,
): { put: Record<string, string | null>; stay: string[] } {
  const open = changes.filter(({ file, after }) => (now[file] ?? null) !== after);
  const fitting = open.filter(({ file, before }) => (now[file] ?? null) === before);
  return {
    put: Object.fromEntries(fitting.map(({ file, after }) => [file, after])),
    stay: open.filter((one) => !fitting.includes(one)).map(({ file }) => file),
  };
}
