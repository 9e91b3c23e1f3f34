// How far an item of a block list, or a pair of a block mapping, reaches: with the comments that belong to it.
//
// Comments right above belong to what is below them. Comments behind something that stand deeper than it belong to it.
// Comments with empty lines around them, and parked steps, belong to nobody and stay where they are.
import { contentEnd } from "../source/extent";
import type { Entry, Item } from "../source/tree";
import {
  behindLine,
  columnOf,
  indentOf,
  isBlank,
  isComment,
  isParked,
  lineAt,
  lineEnd,
  lineStart,
  overBlanksUp,
} from "./lines";
import { Refuse, type Spot } from "./work";

export interface Extent {
  /** Of the first comment that belongs to it, or else `from`. */
  lead: number;
  /** The begin of its first line. */
  from: number;
  /** Behind its last line. */
  to: number;
  /** Nothing of it may stand at a smaller column. */
  column: number;
  /** The begin of empty lines above `lead`, or else `lead`. */
  above: number;
}

const entryEnd = (entry: Entry): number => (entry.node ? contentEnd(entry.node) : entry.colon);

/** Behind what ends at `end`, with the comments behind it that stand deeper than `column`. */
function tail(text: string, end: number, column: number): number {
  let to = behindLine(text, end);
  for (let at = to; at < text.length; at = lineEnd(text, at)) {
    const line = lineAt(text, at);
    if (isBlank(line)) continue;
    if (!isComment(line) || indentOf(line) <= column) break;
    to = lineEnd(text, at);
  }
  return to;
}

function lead(text: string, from: number, column: number, floor: number): number {
  let now = from;
  while (now > floor) {
    const above = lineStart(text, now - 1);
    const line = text.slice(above, now);
    if (above < floor || !isComment(line) || isParked(line) || indentOf(line) > column) break;
    now = above;
  }
  return now;
}

function extent(text: string, at: number, end: number, floor: number): Extent {
  const from = lineStart(text, at);
  const column = at - from;
  const first = lead(text, from, column, floor);
  return { from, column, to: tail(text, end, column), lead: first, above: overBlanksUp(text, first, floor) };
}

/** `spot` is the block list. */
export function itemExtent(text: string, spot: Spot, index: number): Extent {
  const list = spot.node;
  const item = list?.type === "list" && !list.flow ? list.items[index] : undefined;
  if (list?.type !== "list" || !item || item.dash < 0) throw new Refuse("no-such-place");
  const shift = spot.shift + item.shift;
  const at = item.dash + shift;
  if (!isBlank(text.slice(lineStart(text, at), at))) throw new Refuse("no-such-place");
  const before = list.items[index - 1];
  const floor = before ? tail(text, itemEnd(before, spot.shift), columnOf(text, at)) : listFloor(text, spot);
  return extent(text, at, itemEnd(item, spot.shift), floor);
}

const itemEnd = ({ node, dash, shift }: Item, by: number): number =>
  (node ? contentEnd(node) : dash + 1) + shift + by;

/** Behind the line of the key whose value the list is. */
const listFloor = (text: string, { entry, shift }: Spot): number =>
  entry ? lineEnd(text, entry.colon + shift) : 0;

/** `spot` is the block mapping. */
export function pairExtent(text: string, spot: Spot, index: number): Extent {
  const map = spot.node;
  const entry = map?.type === "map" && !map.flow ? map.entries[index] : undefined;
  if (map?.type !== "map" || !entry) throw new Refuse("no-such-place");
  const at = entry.keyFrom + spot.shift;
  const before = map.entries[index - 1];
  const floor = before ? tail(text, entryEnd(before) + spot.shift, columnOf(text, at)) : mapFloor(text, spot);
  return extent(text, at, entryEnd(entry) + spot.shift, floor);
}

function mapFloor(text: string, { entry, item, shift }: Spot): number {
  if (entry) return lineEnd(text, entry.colon + shift);
  return item ? lineStart(text, item.dash + shift) : 0;
}
