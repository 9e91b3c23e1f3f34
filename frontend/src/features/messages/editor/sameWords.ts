// Whether a mail in one language still says, for the most part, what another says letter for letter. Pure.
// Text parts are compared, not files: the subject, the preheader and each stretch between two elements of the body,
// without tags, markup and blanks. The compiler does the same (engine/compiler/same_words.py); one list of examples
// holds both.
import { frontOf, preheaderOf, subjectOf } from "~/features/gallery/reading";

const MEANT_SO = /^# same-words\b/m;
// What is never closed reaches to the end: looking for its end from every such beginning would take minutes.
const UNSEEN = /<!--[\s\S]*?(?:-->|$)|\{\{[\s\S]*?(?:\}\}|$)|\{%[\s\S]*?(?:%\}|$)|\{#[\s\S]*?(?:#\}|$)/g;
const ELEMENT = /<\/?mj(?:ml|-[a-z-]+)\b[^<>]*>/;
const MARKUP = /<[^<>]*>|&#?\w+;/g;

/** The words of each part that has any. */
function partsOf(text: string): string[][] {
  const body = text
    .replace(/^---\r?\n[\s\S]*?^---[^\n]*$/m, " ")
    .replace(/<mj-head\b[\s\S]*?(?:<\/mj-head>|$)/g, " ");
  const lines = [subjectOf(text), preheaderOf(text)].map((line) => line.replace(UNSEEN, " "));
  return [...lines, ...body.replace(UNSEEN, " ").split(ELEMENT)]
    .map((part) =>
      part
        .replace(MARKUP, " ")
        .split(/\s+/)
        .filter((token) => /\p{L}/u.test(token)),
    )
    .filter((words) => words.length > 0);
}

/** Most words of `own` stand in parts that `other` has, too, and nobody said that this is meant so. */
export function sameWords(own: string, other: string): boolean {
  if (MEANT_SO.test(frontOf(own))) return false;
  const theirs = new Set(partsOf(other).map((words) => words.join(" ")));
  const parts = partsOf(own);
  const count = (some: readonly string[][]) => some.reduce((sum, words) => sum + words.length, 0);
  return 2 * count(parts.filter((words) => theirs.has(words.join(" ")))) > count(parts);
}
