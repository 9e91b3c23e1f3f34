// Changes of a text as small deltas: applied, taken back, found between two texts. Pure.

/** At offset `at`, `removed` is replaced by `inserted`. */
export interface Change {
  at: number;
  removed: string;
  inserted: string;
}

const applied = (text: string, { at, removed, inserted }: Change): string =>
  text.slice(0, at) + inserted + text.slice(at + removed.length);

/** One after the other: each speaks of the text that the one before it left. */
export const applyChanges = (text: string, changes: readonly Change[]): string =>
  changes.reduce(applied, text);

/** What takes these changes back. */
export const inverted = (changes: readonly Change[]): Change[] =>
  [...changes].reverse().map(({ at, removed, inserted }) => ({ at, removed: inserted, inserted: removed }));

/** The one change between two texts; none where they are the same. */
export function changeBetween(before: string, after: string): Change[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return [
    {
      at: head,
      removed: before.slice(head, before.length - tail),
      inserted: after.slice(head, after.length - tail),
    },
  ];
}

/** Whether the changes really begin at this text. */
export function fits(text: string, changes: readonly Change[]): boolean {
  let now = text;
  for (const change of changes) {
    if (!now.startsWith(change.removed, change.at)) return false;
    now = applied(now, change);
  }
  return true;
}
