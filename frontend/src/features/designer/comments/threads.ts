// Remarks as threads: a head with its answers. Pure.
import type { Comment, StaffShown } from "~/api/drafts";

export interface Thread {
  head: Comment;
  answers: Comment[];
}

/** In the order they were begun; a head that was taken away stays while it has answers. `step` null: all. */
export function threadsOf(comments: readonly Comment[], step: string | null): Thread[] {
  const answers = new Map<string, Comment[]>();
  for (const one of comments)
    if (one.answers && !one.removed) answers.set(one.answers, [...(answers.get(one.answers) ?? []), one]);
  return comments
    .filter((one) => !one.answers && (step === null || one.step === step))
    .map((head) => ({ head, answers: answers.get(head.id) ?? [] }))
    .filter((thread) => !thread.head.removed || thread.answers.length > 0);
}

export const openThreads = (comments: readonly Comment[]): Thread[] =>
  threadsOf(comments, null).filter(({ head }) => !head.settled_at);

/** Whom a text names: `@` and a whole name, the longest that fits. */
export function mentioned(text: string, staff: readonly StaffShown[]): string[] {
  const longest = [...staff].sort((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (const match of text.matchAll(/@/g)) {
    const rest = text.slice(match.index + 1).toLowerCase();
    const one = longest.find(({ name }) => name !== "" && rest.startsWith(name.toLowerCase()));
    if (one) found.add(one.id);
  }
  return [...found];
}

const NAMES = 6; // offered at once

/** Staff whose name goes on as it was begun. */
export const offeredFor = (begun: string | null, staff: readonly StaffShown[]): StaffShown[] =>
  begun === null
    ? []
    : staff
        .filter(({ name }) => name !== begun && name.toLowerCase().startsWith(begun.toLowerCase()))
        .slice(0, NAMES);

/** The name being typed behind the last `@`, or null. */
export function beginning(text: string): string | null {
  return /(?:^|\s)@([^@\n]{0,40})$/.exec(text)?.[1] ?? null;
}
