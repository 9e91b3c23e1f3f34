// Puts whole blocks into lists and takes them out: steps, cases, ways in.
import type { List } from "../source/tree";
import { addKey } from "./entries";
import { type Extent, itemExtent } from "./extents";
import { openUp } from "./flow";
import {
  atColumn,
  type Block,
  blockOf,
  columnOf,
  isBlank,
  lineBreak,
  lineEnd,
  lineStart,
  overBlanksDown,
  withBreaks,
} from "./lines";
import type { StepPath } from "./types";
import { Refuse, type Spot, type Work } from "./work";

/** The item as whole lines, with the comments that belong to it. */
export function blockAt(work: Work, list: StepPath, index: number): Block {
  const spot = work.at(list);
  if (spot.node?.type !== "list") throw new Refuse("no-such-place");
  const { text } = work;
  if (!spot.node.flow) {
    const { lead, to, column } = itemExtent(text, spot, index);
    return blockOf(text.slice(lead, to).replace(/\r\n/g, "\n"), column);
  }
  const item = spot.node.items[index];
  if (!item?.node) throw new Refuse("no-such-place");
  const shift = spot.shift + item.shift;
  const [first = "", ...rest] = text.slice(item.node.from + shift, item.node.to + shift).split(/\r?\n/);
  return blockOf([`- ${first}`, ...rest.map((line) => `    ${line.trimStart()}`)].join("\n"), 0);
}

/** Takes an item out. A list that becomes empty is written `[]`. */
export function takeOut(work: Work, list: StepPath, index: number): void {
  const spot = work.at(list);
  if (spot.node?.type !== "list" || !spot.node.items[index]) throw new Refuse("no-such-place");
  if (spot.node.flow && hasLines(work, spot)) openUp(work, list);
  const now = work.at(list);
  if (now.node?.type === "list" && now.node.flow) takeOutOfFlow(work, now, now.node, index);
  else takeLines(work, now, index);
}

const hasLines = ({ text }: Work, { node, shift }: Spot): boolean =>
  node !== null && text.slice(node.from + shift, node.to + shift).includes("\n");

function takeOutOfFlow(work: Work, { shift }: Spot, node: List, index: number): void {
  const span = (at: number) => {
    const item = node.items[at];
    return item?.node ? { from: item.node.from + shift, to: item.node.to + shift } : null;
  };
  const [before, here, behind] = [span(index - 1), span(index), span(index + 1)];
  if (!here) throw new Refuse("no-such-place");
  if (behind) work.splice(here.from, behind.from, "");
  else if (before) work.splice(before.to, here.to, "");
  else work.splice(node.from + shift, node.to + shift, "[]");
}

function takeLines(work: Work, spot: Spot, index: number): void {
  const { text } = work;
  const count = spot.node?.type === "list" ? spot.node.items.length : 0;
  const extent = itemExtent(text, spot, index);
  if (count > 1) cutLines(work, extent, index === count - 1);
  else if (spot.entry) {
    // In one splice, since a key without its lines means something else in between.
    const colon = spot.entry.colon + spot.shift;
    work.splice(colon, extent.to, ` []${text.slice(colon, extent.above)}`);
  } else throw new Refuse("no-such-place");
}

/** The empty lines on one side go along, so that there are not two of them where there was a step. */
function cutLines(work: Work, { lead, above, to }: Extent, last: boolean): void {
  if (last) work.splice(above, to, "");
  else work.splice(lead, overBlanksDown(work.text, to), "");
}

/**
 * Puts blocks before the item at `index`, or behind the last one; `behind`: close to the one before them. The list is
 * made where it is not there.
 */
export function putIn(
  work: Work,
  { list, index, behind = false }: { list: StepPath; index: number; behind?: boolean },
  blocks: readonly Block[],
): void {
  if (blocks.length === 0) return;
  const spot = work.spot(list) ?? addKey(work, list, []);
  if (spot.node?.type === "list" && spot.node.items.length === 0) openUp(work, list.slice(0, -1));
  else openUp(work, list);
  const now = work.at(list);
  if (now.node && now.node.type !== "list") throw new Refuse("no-such-place");
  if (!now.node || now.node.items.length === 0) putFirst(work, now, blocks, list.length === 1);
  else putBeside(work, now, Math.max(0, Math.min(index, now.node.items.length)), blocks, behind);
}

const joined = (blocks: readonly Block[], column: number, apart: boolean): string =>
  blocks.map((block) => atColumn(block, column)).join(apart ? "\n" : "");

function putFirst(work: Work, { entry, node, shift }: Spot, blocks: readonly Block[], apart: boolean): void {
  if (!entry) throw new Refuse("no-such-place");
  const { text } = work;
  const column = columnOf(text, entry.keyFrom + shift) + nesting(work);
  const [colon, end] = [entry.colon + shift, node ? node.to + shift : entry.colon + shift];
  const inside = node ? text.slice(node.from + shift + 1, node.to + shift - 1) : "";
  const below = lineEnd(text, end);
  const comments = inside.split(/\r?\n/).flatMap((line) => /#.*$/.exec(line)?.[0].trimEnd() ?? []);
  const lines =
    comments.map((line) => `${" ".repeat(column)}${line}\n`).join("") + joined(blocks, column, apart);
  const rest = text.slice(end, below);
  const newLine = rest.endsWith("\n") ? "" : "\n";
  const put = newLine ? lines.replace(/\n$/, "") : lines;
  work.splice(colon, below, rest + withBreaks(newLine + put, lineBreak(text)));
}

function putBeside(work: Work, spot: Spot, at: number, blocks: readonly Block[], behind: boolean): void {
  const { text } = work;
  const count = spot.node?.type === "list" ? spot.node.items.length : 0;
  const apart = standsApart(text, spot, count);
  const eol = lineBreak(text);
  const before = at < count && !(behind && at > 0);
  const extent = itemExtent(text, spot, before ? at : at - 1);
  const lines = withBreaks(joined(blocks, extent.column, apart), eol);
  const gap = apart ? eol : "";
  const open = extent.to === 0 || text[extent.to - 1] === "\n";
  if (before) work.splice(extent.lead, extent.lead, lines + gap);
  else if (open) work.splice(extent.to, extent.to, gap + lines);
  else work.splice(extent.to, extent.to, eol + gap + lines.slice(0, -eol.length));
}

/** So many items tell how a list is written. */
const ENOUGH = 12;

/** Whether the items of a list have empty lines between them; those of the journey do unless it says otherwise. */
function standsApart(text: string, spot: Spot, count: number): boolean {
  if (count < 2) return spot.path.length === 1 && spot.path[0] === "steps";
  let apart = 0;
  const looked = Math.min(count, ENOUGH);
  for (let index = 1; index < looked; index++) {
    const { lead } = itemExtent(text, spot, index);
    if (lead > 0 && isBlank(text.slice(lineStart(text, lead - 1), lead))) apart++;
  }
  return apart * 2 >= looked - 1;
}

/** How many columns a list stands behind its key: as the journey's own steps do. */
function nesting(work: Work): number {
  const steps = work.spot(["steps"]);
  const first = steps?.node?.type === "list" && !steps.node.flow ? steps.node.items[0] : undefined;
  return first && first.dash >= 0 ? columnOf(work.text, first.dash + first.shift) : 2;
}
