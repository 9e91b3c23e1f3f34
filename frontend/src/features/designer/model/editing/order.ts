// The order in which the words of each part are written: that of the language's own structs, as `careloom fmt` has it.
import { KINDS } from "./nesting";
import type { StepPath } from "./types";

const ANCHOR = ["before", "after", "by", "clock", "zone", "if_past"];
const WINDOW = ["days", "from", "to", "zone", "holidays"];

export const STEP_WORDS: Record<string, readonly string[]> = {
  send: [
    "message",
    "channel",
    "to",
    "at",
    "purpose",
    "topic",
    "protect",
    "window",
    "cap",
    "collapse",
    "expires",
    "track",
    "reply_to",
    "on_skipped",
    "on_failed",
  ],
  wait: ["for", "until", "window"],
  await: ["for", "timeout", "pick", "on", "on_timeout"],
  branch: ["cases", "otherwise", "unknown"],
  split: ["seed", "winner", "paths"],
  repeat: ["every", "at_most", "until", "steps"],
  update: ["set", "tag", "untag"],
  task: ["queue", "title", "details", "due", "escalate", "on_done", "on_overdue"],
  call: ["url", "connector", "fields", "on_failed"],
  form: ["questions", "expires", "on_submitted", "on_timeout"],
  exit: [],
};

export const PART_WORDS: Record<string, readonly string[]> = {
  journey: [
    "journey",
    "title",
    "purpose",
    "topic",
    "owner",
    "notes",
    "paid_by",
    "allow",
    "enroll",
    "exit",
    "goal",
    "send_window",
    "brakes",
    "moved_to",
    "steps",
  ],
  enroll: ["on", "audience", "when", "every", "at", "days", "once_per", "again", "cap", "ramp"],
  exit: ["on"],
  goal: ["on", "within"],
  send_window: WINDOW,
  window: WINDOW,
  at: ANCHOR,
  timeout: ANCHOR,
  expires: ANCHOR,
  until: [...ANCHOR, "on", "when"],
  cap: ["count", "per"],
  brakes: ["sends_per_hour", "bounces_percent", "complaints_percent", "opt_outs_percent"],
  allow: ["rule", "reason", "by", "until"],
  cases: ["name", "when", "steps"],
  winner: ["metric", "after", "confidence", "least"],
  form: ["form", "title", "intro", "thanks", "questions"],
  organization: [
    "organization",
    "name",
    "phone",
    "address",
    "zone",
    "language",
    "languages",
    "sender",
    "domains",
    "holidays",
    "send_window",
    "contact_budget",
    "brakes",
    "policy",
    "agreements",
    "connectors",
    "retention",
    "approvals",
  ],
  questions: ["id", "ask", "type", "class", "required", "choices", "least", "most"],
  subject: ["subject", "preheader", "class"],
};

/** Documents besides the journey, by their first word; `subject` begins what stands at the top of a message. */
const DOCUMENTS = ["form", "organization", "subject"];

const PATH_WORDS = ["weight", "steps", "holdout"];

/** The words of the step of a kind, its first one included. */
export const wordsOfKind = (kind: string): readonly string[] => [
  kind,
  "notes",
  "allow",
  ...(STEP_WORDS[kind] ?? []),
];

/** The words of the mapping at a path, in order; null where its author chose them. `first`: its first key. */
export function wordsAt(path: StepPath, first: string): readonly string[] | null {
  const [last, above] = [path.at(-1), path.at(-2)];
  if (last === undefined) return PART_WORDS[DOCUMENTS.includes(first) ? first : "journey"] ?? null;
  if (typeof last === "number") {
    if (KINDS.includes(first)) return wordsOfKind(first);
    return PART_WORDS[String(above)] ?? null;
  }
  return above === "paths" ? PATH_WORDS : (PART_WORDS[last] ?? null);
}

/** Keys sorted; those that are no words of it stay behind the others, as they were. */
export function inOrder(keys: readonly string[], words: readonly string[] | null): string[] {
  if (!words) return [...keys];
  const place = (key: string) => (words.includes(key) ? words.indexOf(key) : words.length);
  return [...keys].sort((a, b) => place(a) - place(b));
}
