// What random edits write, and into which fields of which kind.
import type { Value } from "~/features/designer/model/editing";

export const VALUES: Value[] = [
  "plain",
  "yes",
  "10:30",
  'say "so"',
  "it's: so # really",
  "[x]",
  "two\nlines\n",
  "  spaced",
  "",
  "ünï ✓",
  7,
  true,
  ["a", "b, c"],
  { before: "appointment.start", by: "7d", clock: "10:00" },
  { days: "mon-fri" },
];

export const FIELDS: Record<string, string[]> = {
  send: ["message", "at", "topic", "notes", "window", "collapse"],
  wait: ["for", "until", "notes"],
  await: ["timeout", "pick", "notes"],
  branch: ["notes"],
  split: ["seed", "notes"],
  repeat: ["every", "until", "notes"],
  update: ["tag", "set", "untag"],
  task: ["title", "details", "due"],
  call: ["fields", "url"],
  form: ["expires", "notes"],
  exit: ["notes"],
};
