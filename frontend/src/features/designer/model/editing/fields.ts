// Writes a value at a place of the document, changing the least: what is the same already is not touched.

import { contentEnd } from "../source/extent";
import type { List, Mapping, Word } from "../source/tree";
import { plain } from "../source/tree";
import { addKey, fillEmpty, takeKey } from "./entries";
import { openUp } from "./flow";
import { putIn, takeOut } from "./items";
import { columnOf, deepCommentsBelow, lineBreak, lineEnd, lineStart, withBreaks } from "./lines";
import { wordsAt } from "./order";
import { canBeBlock, literal, oneLine, type Scalar } from "./scalars";
import type { FieldPath, StepPath, Value } from "./types";
import { flowText, hasLines, isFields, isList, isScalarValue, isShort, itemText, valueText } from "./values";
import { Refuse, type Spot, type Work } from "./work";

/** "at.by" → ["at", "by"], "enroll.0.when" → ["enroll", 0, "when"]. */
export const fieldPath = (field: FieldPath): StepPath =>
  typeof field === "string" ? field.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key)) : field;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `undefined` takes away what stands there. */
export function write(work: Work, path: StepPath, value: Value | undefined): void {
  const spot = work.spot(path);
  if (value === undefined) take(work, path, spot);
  else if (!spot) addMissing(work, path, value);
  else if (!spot.node) {
    if (value !== null) fill(work, spot, value);
  } else if (!same(plain(spot.node), value)) change(work, spot, value);
}

function take(work: Work, path: StepPath, spot: Spot | null): void {
  const last = path.at(-1);
  if (!spot) return;
  if (typeof last === "number") takeOut(work, path.slice(0, -1), last);
  else takeKey(work, path);
}

function addMissing(work: Work, path: StepPath, value: Value): void {
  const last = path.at(-1);
  const list = path.slice(0, -1);
  // A single value is the first of a list that is not written.
  if (last === 0 && work.spot(list)?.node?.type === "word") write(work, list, [value]);
  else if (typeof last === "number") insertItem(work, list, last, value);
  else addKey(work, path, value);
}

function fill(work: Work, spot: Spot, value: Value): void {
  if (spot.entry) fillEmpty(work, spot, value);
  else replaceItem(work, spot, value);
}

function change(work: Work, spot: Spot, value: Value): void {
  const { node } = spot;
  if (node?.type === "word" && isScalarValue(value)) changeWord(work, spot, node, value);
  else if (node?.type === "map" && isFields(value) && Object.values(value).some((one) => one !== undefined))
    changeMapping(work, spot, node, value);
  else if (node?.type === "list" && isList(value) && node.items.length > 0)
    changeList(work, spot, node, value);
  else if (isInFlow(work, spot)) replaceInFlow(work, spot, value);
  else if (spot.entry) replaceValue(work, spot, value);
  else replaceItem(work, spot, value);
}

/** Whether something around the node is written in { } or [ ]. */
function isInFlow(work: Work, { path }: Spot): boolean {
  const around = path.length > 0 ? work.spot(path.slice(0, -1))?.node : null;
  return around !== null && around !== undefined && around.type !== "word" && around.flow;
}

function changeWord(work: Work, spot: Spot, node: Word, value: Scalar): void {
  const [from, to] = [node.from + spot.shift, node.to + spot.shift];
  const old = work.text.slice(from, to);
  const wasBlock = node.style === "literal" || node.style === "folded";
  const flow = isInFlow(work, spot);
  const lines = typeof value === "string" && !flow && (wasBlock || value.includes("\n")) && canBeBlock(value);
  if (lines && fitsLines(work, spot, old, wasBlock)) writeLines(work, spot, value, wasBlock);
  else {
    const comment = wasBlock ? headerComment(old) : "";
    const text = oneLine(value, flow, wasBlock ? "plain" : node.style);
    work.splice(from, to, text + comment + (wasBlock && old.endsWith("\n") ? lineBreak(work.text) : ""));
  }
}

const headerComment = (old: string): string => /^[|>][0-9+-]*([ \t]+#[^\r\n]*)?/.exec(old)?.[1] ?? "";

/** Whether no comment stands below that lines of the text would swallow. */
function fitsLines(work: Work, spot: Spot, old: string, wasBlock: boolean): boolean {
  const end = lineEnd(work.text, (spot.node?.to ?? 0) + spot.shift - (wasBlock ? 1 : 0));
  return !deepCommentsBelow(work.text, end, bodyColumn(work, spot, old, wasBlock) - 1);
}

/** As a literal block; what stands behind the old value on its line goes behind the header. */
function writeLines(work: Work, spot: Spot, value: string, wasBlock: boolean): void {
  const { text } = work;
  const [from, to] = [(spot.node?.from ?? 0) + spot.shift, (spot.node?.to ?? 0) + spot.shift];
  const old = text.slice(from, to);
  const { header, lines } = literal(value, bodyColumn(work, spot, old, wasBlock));
  const end = wasBlock ? to : lineEnd(text, to);
  const rest = wasBlock ? headerComment(old) : text.slice(to, end).replace(/\r?\n$/, "");
  work.splice(from, end, withBreaks(`${header}${rest}\n${lines}`, lineBreak(text)));
}

/** Where the lines of a block scalar stand: where they stood, or two columns inside their key. */
function bodyColumn(work: Work, { entry, shift, node }: Spot, old: string, wasBlock: boolean): number {
  const line = wasBlock ? /\n( *)\S/.exec(old)?.[1] : undefined;
  if (line !== undefined) return line.length;
  const from = entry ? entry.keyFrom + shift : (node?.from ?? 0) + shift;
  return columnOf(work.text, from) + (entry ? 2 : 0);
}

function changeMapping(
  work: Work,
  { path }: Spot,
  node: Mapping,
  value: { readonly [key: string]: Value | undefined },
): void {
  for (const [key, one] of Object.entries(value)) if (one !== undefined) write(work, [...path, key], one);
  for (const { key } of node.entries) if (value[key] === undefined) takeKey(work, [...path, key]);
}

/** What is the same at both ends stays; in between, items are changed one by one. */
function changeList(work: Work, { path }: Spot, node: List, value: readonly Value[]): void {
  const old = node.items.map((item) => plain(item.node));
  let head = 0;
  while (head < Math.min(old.length, value.length) && same(old[head], value[head])) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, value.length) - head &&
    same(old[old.length - 1 - tail], value[value.length - 1 - tail])
  )
    tail++;
  const [oldEnd, newEnd] = [old.length - tail, value.length - tail];
  for (let index = head; index < Math.min(oldEnd, newEnd); index++)
    write(work, [...path, index], value[index]);
  for (let index = oldEnd - 1; index >= Math.max(head, newEnd); index--) takeOut(work, path, index);
  for (let index = Math.max(head, oldEnd); index < newEnd; index++)
    insertItem(work, path, index, value[index] ?? null);
}

function replaceInFlow(work: Work, { node, shift, path }: Spot, value: Value): void {
  if (!node) throw new Refuse("no-such-place");
  if (isShort(value)) work.splice(node.from + shift, node.to + shift, flowText(value));
  else {
    openUp(work, path.slice(0, -1));
    change(work, work.at(path), value);
  }
}

/** Another sort of value: everything behind the colon goes. */
function replaceValue(work: Work, spot: Spot, value: Value): void {
  const { entry, shift, node } = spot;
  if (!entry || !node) throw new Refuse("no-such-place");
  const { text } = work;
  const column = columnOf(text, entry.keyFrom + shift);
  const room = entry.colon + shift - lineStart(text, entry.colon + shift) + 1;
  // What stands behind the old value on its last line goes behind the first line of the new one.
  const last = contentEnd(node) + shift;
  const end = text[last - 1] === "\n" ? last : lineEnd(text, last);
  const flat = hasLines(value) && deepCommentsBelow(text, end, column);
  const { inline, rest } = valueText(value, entry.key, column, room, flat);
  const comment = text.slice(last, end).trimEnd();
  const written = `${inline ? ` ${inline}` : ""}${comment}\n${rest}`;
  const open = end > 0 && text[end - 1] !== "\n" && !rest.includes("\n");
  work.splice(entry.colon + shift, end, withBreaks(open ? written.slice(0, -1) : written, lineBreak(text)));
}

function replaceItem(work: Work, { path }: Spot, value: Value): void {
  const [list, index] = [path.slice(0, -1), path.at(-1)];
  if (typeof index !== "number") throw new Refuse("no-such-place");
  insertItem(work, list, index, value);
  takeOut(work, list, index + 1);
}

/** Puts an item into a list of any sort, before the one at `index` or behind the last. */
export function insertItem(work: Work, path: StepPath, index: number, value: Value): void {
  const spot = work.spot(path);
  const node = spot?.node;
  if (!spot || !node) {
    if (spot) fillEmpty(work, spot, [value]);
    else addKey(work, path, [value]);
  } else if (node.type === "word") {
    const old = plain(node) as Value;
    write(work, path, index <= 0 ? [value, old] : [old, value]);
  } else if (node.type !== "list") throw new Refuse("no-such-place");
  else if (node.flow && isScalarValue(value)) intoFlow(work, spot, node, index, value);
  else {
    const first = isFields(value) ? (Object.keys(value)[0] ?? "") : "";
    const text = itemText(value, 0, wordsAt([...path, 0], first));
    putIn(work, { list: path, index }, [{ text, column: 0 }]);
  }
}

function intoFlow(work: Work, { shift }: Spot, node: List, index: number, value: Scalar): void {
  const text = oneLine(value, true);
  const [next, last] = [node.items[index]?.node, node.items.at(-1)?.node];
  if (next) work.splice(next.from + shift, next.from + shift, `${text}, `);
  else if (last) work.splice(last.to + shift, last.to + shift, `, ${text}`);
  else work.splice(node.from + shift, node.to + shift, `[${text}]`);
}
