// What somebody pasted: found to be steps, and fitted in among others.
import { readSource, type Source } from "../source/source";
import { entryOf, type Node } from "../source/tree";
import { freeId } from "./ids";
import { blockAt } from "./items";
import { atColumn, type Block, blockOf, indentOf, isBlank } from "./lines";
import { everyFound, headOf, KINDS } from "./nesting";
import { mentionsOf } from "./references";
import { Refuse, Work } from "./work";

/** The steps of a text as blocks at the left margin. */
export function pasted(text: string): Block[] {
  for (const candidate of readings(text)) {
    const source = readSource(candidate);
    const blocks = source.slips.length > 0 ? null : stepsOf(source);
    if (blocks) return blocks;
  }
  throw new Refuse("not-steps");
}

/** The ways in which the text may have been meant; copying often loses the first line's indentation. */
function readings(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^[\t ]+/, (space) => space.replace(/\t/g, "  ")));
  while (lines.length > 0 && isBlank(lines[0] ?? "")) lines.shift();
  while (lines.length > 0 && isBlank(lines.at(-1) ?? "")) lines.pop();
  const [first = "", ...rest] = lines;
  const whole = dedented(lines).join("\n");
  const below = dedented(rest);
  const asItem = [first.trimStart(), ...below.map((line) => line && `  ${line}`)].join("\n");
  const asMapping = [first.trimStart(), ...below].join("\n");
  const inFlow = `steps: ${lines.map((line) => line.trim()).join("\n  ")}\n`;
  const blocks = [whole, asItem, asMapping].flatMap((one) => [`steps:\n${one}\n`, `${one}\n`, asOne(one)]);
  return first.trimStart().startsWith("[") ? [inFlow] : blocks;
}

/** A mapping without a dash gets one. */
const asOne = (text: string): string =>
  `steps:\n- ${text
    .split("\n")
    .map((line, index) => (index > 0 && line ? `  ${line}` : line))
    .join("\n")}\n`;

function dedented(lines: string[]): string[] {
  const depth = Math.min(...lines.filter((line) => !isBlank(line)).map(indentOf));
  return lines.map((line) => line.slice(Math.min(depth, indentOf(line))));
}

/** Null where it is not a journey with steps, each of a kind we know. */
function stepsOf(source: Source): Block[] | null {
  const list = entryOf(source.root, "steps")?.node;
  if (list?.type !== "list" || list.items.length === 0 || !list.items.every(({ node }) => isStep(node)))
    return null;
  const work = new Work(source);
  return list.items.map((_item, index) => {
    const block = blockAt(work, ["steps"], index);
    return { text: atColumn(block, 0), column: 0 };
  });
}

const isStep = (node: Node | null): boolean => node?.type === "map" && KINDS.includes(headOf(node).kind);

export interface TakenIn {
  blocks: Block[];
  /** The ids of the outermost steps, as they are now. */
  ids: string[];
  renamed: Record<string, string>;
  unresolved: string[];
}

/** Gives new ids where they are taken, and lets what these steps say of one another follow. */
export function takenIn(blocks: readonly Block[], taken: ReadonlySet<string>): TakenIn {
  const texts = blocks.map((block) => atColumn(block, 0));
  const source = readSource(`steps:\n${texts.join("")}`);
  const [renamed, edits] = renaming(source, taken);
  const own = new Set(everyFound(source).map(({ id }) => renamed[id] ?? id));
  const unresolved = new Set<string>();
  for (const { id, from, to } of mentionsOf(source)) {
    const now = renamed[id];
    if (now) edits.push({ from, to, text: now });
    else if (!own.has(id) && !taken.has(id)) unresolved.add(id);
  }
  const text = replaced(source.text, edits);
  const list = pastedAgain(text);
  return { ...list, renamed, unresolved: [...unresolved] };
}

interface Edit {
  from: number;
  to: number;
  text: string;
}

function renaming(source: Source, taken: ReadonlySet<string>): [Record<string, string>, Edit[]] {
  const used = new Set(taken);
  const renamed: Record<string, string> = {};
  const edits: Edit[] = [];
  for (const { id, node, shift } of everyFound(source)) {
    const head = node.entries[0]?.node;
    if (!id || head?.type !== "word") continue;
    const now = freeId(id, used);
    used.add(now);
    if (now === id) continue;
    if (taken.has(id)) renamed[id] ??= now;
    edits.push({ from: head.from + shift, to: head.to + shift, text: now });
  }
  return [renamed, edits];
}

const replaced = (text: string, edits: Edit[]): string =>
  [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((now, { from, to, text: put }) => now.slice(0, from) + put + now.slice(to), text);

function pastedAgain(text: string): { blocks: Block[]; ids: string[] } {
  const source = readSource(text);
  const list = entryOf(source.root, "steps")?.node;
  if (list?.type !== "list") throw new Refuse("not-steps");
  const work = new Work(source);
  const blocks = list.items.map((_item, index) => blockAt(work, ["steps"], index));
  return {
    blocks: blocks.map((block) => blockOf(atColumn(block, 0), 0)),
    ids: list.items.flatMap(({ node }) => (node?.type === "map" ? [headOf(node).id] : [])),
  };
}
