// What a journey says of its steps by name: in conditions, and in `moved_to`.
import type { Source } from "../source/source";
import { entryOf, type Node, type Word } from "../source/tree";
import { everyFound, type FoundStep } from "./nesting";

/** A name with its place in the whole text. */
export interface Mention {
  id: string;
  from: number;
  to: number;
}

/** As they are written in YAML: quotes may be escaped there, or doubled. */
const CALL = /\b(?:engaged|clicked|viewed|replied|opened)\(\s*(\\?"|''|')([^"'\\]*)\1\s*\)/g;

/** The functions of conditions that speak of a step, in a text as it is written. */
export function mentionsIn(text: string, shift = 0): Mention[] {
  return [...text.matchAll(CALL)].map((match) => {
    const id = match[2] ?? "";
    const from =
      shift + match.index + match[0].indexOf(id, match[0].indexOf(match[1] ?? "") + (match[1] ?? "").length);
    return { id, from, to: from + id.length };
  });
}

interface Placed {
  word: Word;
  shift: number;
}

const asWord = (node: Node | null | undefined, shift: number): Placed[] =>
  node?.type === "word" ? [{ word: node, shift }] : [];

function conditionsOf({ kind, node, shift }: FoundStep): Placed[] {
  if (kind === "repeat") return asWord(entryOf(entryOf(node, "until")?.node, "when")?.node, shift);
  const cases = kind === "branch" ? entryOf(node, "cases")?.node : null;
  if (cases?.type !== "list") return [];
  return cases.items.flatMap((item) => asWord(entryOf(item.node, "when")?.node, shift + item.shift));
}

/** Every mention in the document, in no order. */
export function mentionsOf(source: Source): Mention[] {
  const conditions = everyFound(source).flatMap(conditionsOf);
  const calls = conditions.flatMap(({ word, shift }) =>
    mentionsIn(source.text.slice(word.from + shift, word.to + shift), word.from + shift),
  );
  const moved = entryOf(source.root, "moved_to")?.node;
  const targets = moved?.type === "map" ? moved.entries.flatMap(({ node }) => asWord(node, 0)) : [];
  const plain = targets.filter(({ word }) => word.style === "plain");
  return [
    ...calls,
    ...plain.map(({ word, shift }) => ({
      id: String(word.value),
      from: word.from + shift,
      to: word.to + shift,
    })),
  ];
}
