// When an answer is called otherwise, or another value of it is kept, whatever speaks of it in the journey follows:
// conditions, fields that steps name, templates of messages, scenarios. Pure; a text that cannot be read stays.
import { readSource } from "~/features/designer/model/source/source";
import { type Node, plain, type Word } from "~/features/designer/model/source/tree";

/** A question's id; or, with `of`, the value of one of the choices of that question. */
export interface Renamed {
  of?: string;
  from: string;
  to: string;
}

type Files = Readonly<Record<string, string>>;

interface Span {
  from: number;
  to: number;
}

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
/** As they stand in YAML that is quoted itself. */
const IN_SINGLE = String.raw`"(?:[^"\\]|\\.)*"|''[^']*''`;
const IN_DOUBLE = String.raw`\\"[^"]*\\"|'[^']*'`;
const NAME = String.raw`(?<![\w.])answers\.([a-z]\w*)`;

/** The places in an expression where a name stands, or the value that it is compared with. */
function placesIn(text: string, { of, from }: Renamed, strings: string): Span[] {
  if (of === undefined) {
    return [...text.matchAll(new RegExp(`${strings}|${NAME}`, "g"))]
      .filter(([, name]) => name === from)
      .map(({ index, 0: all }) => ({ from: index + all.length - from.length, to: index + all.length }));
  }
  const answer = String.raw`(?<![\w.])answers\.${of}(?!\w)`;
  const compared = new RegExp(
    `${answer}\\s*[!=]=\\s*(?:${strings})|(?:${strings})\\s*[!=]=\\s*${answer}|${answer}\\s+in\\s+\\[[^\\]]*\\]`,
    "g",
  );
  return [...text.matchAll(compared)].flatMap(({ index, 0: all }) =>
    [...all.matchAll(new RegExp(strings, "g"))].flatMap((string) => {
      const [quote = ""] = /^(?:\\?"|''|')/.exec(string[0]) ?? [];
      if (string[0].slice(quote.length, -quote.length) !== from) return [];
      const begin = index + string.index + quote.length;
      return [{ from: begin, to: begin + from.length }];
    }),
  );
}

const moved = (spans: Span[], by: number): Span[] =>
  spans.map(({ from, to }) => ({ from: from + by, to: to + by }));

const replaced = (text: string, spans: readonly Span[], to: string): string =>
  [...spans]
    .sort((a, b) => b.from - a.from)
    .reduce((now, span) => now.slice(0, span.from) + to + now.slice(span.to), text);

const STRINGS: Partial<Record<Word["style"], string>> = { single: IN_SINGLE, double: IN_DOUBLE };

/** Of one value of the journey: a condition under `when`, or a field that is named. */
function placesAt(text: string, word: Word, shift: number, key: string, renamed: Renamed): Span[] {
  const quote = word.style === "single" || word.style === "double" ? 1 : 0;
  const [from, to] = [word.from + shift + quote, word.to + shift - quote];
  if (key === "when")
    return moved(placesIn(text.slice(from, to), renamed, STRINGS[word.style] ?? QUOTED), from);
  if (renamed.of !== undefined || word.value !== `answers.${renamed.from}`) return [];
  return [{ from: to - renamed.from.length, to }];
}

function placesBelow(text: string, node: Node | null, shift: number, key: string, renamed: Renamed): Span[] {
  if (node?.type === "word") return placesAt(text, node, shift, key, renamed);
  if (node?.type === "map")
    return node.entries.flatMap((entry) => placesBelow(text, entry.node, shift, entry.key, renamed));
  return (node?.items ?? []).flatMap((item) =>
    placesBelow(text, item.node, shift + item.shift, key, renamed),
  );
}

/** What somebody is told to have answered, in scenarios. */
function toldBelow(node: Node | null, shift: number, key: string, { of, from }: Renamed): Span[] {
  if (node?.type === "list")
    return node.items.flatMap((item) => toldBelow(item.node, shift + item.shift, key, { of, from, to: "" }));
  if (node?.type !== "map") return [];
  return node.entries.flatMap((entry) => {
    if (key !== "answers") return toldBelow(entry.node, shift, entry.key, { of, from, to: "" });
    if (of === undefined)
      return entry.key === from ? [{ from: entry.keyFrom + shift, to: entry.keyTo + shift }] : [];
    const word = entry.node;
    if (entry.key !== of || word?.type !== "word" || plain(word) !== from) return [];
    const quote = word.style === "plain" ? 0 : 1;
    return [{ from: word.from + shift + quote, to: word.to + shift - quote }];
  });
}

const inMessage = (text: string, renamed: Renamed): string =>
  text.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, (piece) =>
    replaced(piece, placesIn(piece, renamed, QUOTED), renamed.to),
  );

function followed(file: string, text: string, renamed: Renamed): string {
  if (file.startsWith("messages/")) return inMessage(text, renamed);
  const { root } = readSource(text);
  if (file === "journey.yaml") return replaced(text, placesBelow(text, root, 0, "", renamed), renamed.to);
  if (file === "scenarios.yaml") return replaced(text, toldBelow(root, 0, "", renamed), renamed.to);
  return text;
}

/** The files of the journey that speak of it, as they are afterwards; without those that stay. */
export function following(files: Files, renamed: readonly Renamed[]): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const [file, text] of Object.entries(files)) {
    const now = renamed.reduce((before, one) => followed(file, before, one), text);
    if (now !== text) changed[file] = now;
  }
  return changed;
}

/** The files that speak of an answer. */
export const speakingOf = (files: Files, question: string): string[] =>
  Object.keys(following(files, [{ from: question, to: `${question}_` }]));
