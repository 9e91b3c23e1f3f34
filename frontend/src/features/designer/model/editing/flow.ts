// Opens { } and [ ] into blocks, one level at a time, where something goes into them that needs lines of its own.
import { type Entry, type Node, plain } from "../source/tree";
import { columnOf, lineBreak, withBreaks } from "./lines";
import type { StepPath } from "./types";
import { Refuse, type Spot, type Work } from "./work";

/** A child of a flow collection: its own text, the comments above it and the one behind it. */
interface Child {
  above: string[];
  text: string;
  behind: string;
}

/** Makes blocks of every flow collection on the way to `path`, and of the one at `path`. Empty lists stay `[]`. */
export function openUp(work: Work, path: StepPath): void {
  for (let length = 0; length <= path.length; length++) {
    const spot = work.spot(path.slice(0, length));
    if (!spot) return;
    if (spot.node && spot.node.type !== "word" && spot.node.flow && !isEmpty(spot.node)) open(work, spot);
  }
}

const isEmpty = (node: Node): boolean =>
  (node.type === "list" && node.items.length === 0) || (node.type === "map" && node.entries.length === 0);

function open(work: Work, spot: Spot): void {
  const { node, shift } = spot;
  if (!node || node.type === "word") return;
  const before = plain(node);
  const text = work.text.slice(node.from + shift, node.to + shift);
  const { column, first } = placeFor(work, spot);
  const { children, foot } = childrenOf(node, text);
  const dash = node.type === "list" ? "- " : "";
  const pad = " ".repeat(column);
  const lines = children.flatMap((child) => [
    ...child.above.map((comment) => pad + comment),
    pad + dash + indented(child.text, column + 2) + (child.behind && ` ${child.behind}`),
  ]);
  const all = [...lines, ...foot.map((comment) => pad + comment)].join("\n");
  const [at, end] = [node.from + shift, node.to + shift];
  if (first === "here") work.splice(at, end, withBreaks(all.trimStart(), lineBreak(work.text)));
  else {
    // A comment behind the bracket is about all of it: it stays beside the key and is nobody's below.
    const about = /^[ \t]+#[^\r\n]*/.exec(work.text.slice(end))?.[0] ?? "";
    // The space between the colon and the bracket goes, too.
    const from = at - (/[ \t]*$/.exec(work.text.slice(0, at))?.[0].length ?? 0);
    work.splice(from, end + about.length, withBreaks(`${about}\n${all}`, lineBreak(work.text)));
  }
  if (JSON.stringify(plain(work.at(spot.path).node)) !== JSON.stringify(before))
    throw new Refuse("no-such-place");
}

/** The column of the block, and whether its first line goes on where the bracket was. */
function placeFor(
  { text }: Work,
  { entry, item, shift, node }: Spot,
): { column: number; first: "here" | "below" } {
  if (entry) return { column: columnOf(text, entry.keyFrom + shift) + 2, first: "below" };
  if (item && item.dash >= 0) return { column: columnOf(text, (node?.from ?? 0) + shift), first: "here" };
  if (item) throw new Refuse("no-such-place");
  return { column: 0, first: "here" };
}

/** Lines behind the first are moved below it; inside flow collections and quotes that changes nothing. */
const indented = (text: string, column: number): string =>
  text
    .split(/\r?\n/)
    .map((line, index) => (index === 0 ? line : " ".repeat(column) + line.trimStart()))
    .join("\n");

function childrenOf(node: Node, text: string): { children: Child[]; foot: string[] } {
  const base = node.from;
  const spans =
    node.type === "map"
      ? node.entries.map((entry) => ({ ...entrySpan(entry), entry }))
      : node.type === "list"
        ? node.items.map(({ node: item }) => ({ from: item?.from ?? 0, to: item?.to ?? 0, entry: null }))
        : [];
  const children: Child[] = [];
  let at = 1;
  for (const { from, to, entry } of spans) {
    const above = takeComments(text.slice(at, from - base), children.at(-1));
    children.push({
      above,
      text: entry ? entryText(entry, text, base) : text.slice(from - base, to - base),
      behind: "",
    });
    at = to - base;
  }
  return { children, foot: takeComments(text.slice(at, -1), children.at(-1)) };
}

const entrySpan = (entry: Entry) => ({ from: entry.keyFrom, to: entry.node?.to ?? entry.colon });

function entryText(entry: Entry, text: string, base: number): string {
  if (!entry.key) throw new Refuse("no-such-place");
  const value = entry.node ? ` ${text.slice(entry.colon - base, entry.node.to - base).trim()}` : "";
  return `${text.slice(entry.keyFrom - base, entry.keyTo - base)}:${value}`;
}

/** The comments between two children; one on the line of the child before it belongs to that. */
function takeComments(between: string, before: Child | undefined): string[] {
  const lines = between.split(/\r?\n/);
  const comments = lines.map((line) => /#.*$/.exec(line)?.[0].trimEnd() ?? "");
  const [first = "", ...others] = comments;
  if (first && before) before.behind = first;
  return [...(first && !before ? [first] : []), ...others].filter(Boolean);
}
