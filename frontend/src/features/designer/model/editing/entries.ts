// Puts keys into mappings and takes them out, at the place where `careloom fmt` would have them.
import type { Mapping } from "../source/tree";
import { pairExtent } from "./extents";
import { openUp } from "./flow";
import {
  columnOf,
  deepCommentsBelow,
  indentOf,
  isBlank,
  lineAt,
  lineBreak,
  lineEnd,
  lineStart,
  overBlanksDown,
  withBreaks,
} from "./lines";
import { inOrder, wordsAt } from "./order";
import type { StepPath, Value } from "./types";
import { flowText, hasLines, isShort, keyText, pairText, WIDTH } from "./values";
import { Refuse, type Spot, type Work } from "./work";

/** The keys of these stand apart from what is above and below them. */
const APART = new Set(["allow", "enroll", "exit", "send_window", "brakes", "moved_to", "steps"]);

/** Writes a key that is not there, and whatever mapping it needs around it. */
export function addKey(work: Work, path: StepPath, value: Value): Spot {
  const [parent, key] = [path.slice(0, -1), path.at(-1)];
  if (typeof key !== "string") throw new Refuse("no-such-place");
  const spot = parent.length === 0 ? work.at([]) : work.spot(parent);
  if (!spot?.node && parent.length > 0) {
    if (spot) fillEmpty(work, spot, { [key]: value });
    else addKey(work, parent, { [key]: value });
  } else if (!spot?.node) work.splice(work.text.length, work.text.length, rootText(work, key, value));
  else if (spot.node.type !== "map") throw new Refuse("no-such-place");
  else if (spot.node.flow) addToFlow(work, spot, spot.node, key, value);
  else addLines(work, spot, spot.node, key, value);
  return work.at(path);
}

/** A document in which nothing is written yet. */
function rootText({ text }: Work, key: string, value: Value): string {
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  return withBreaks(gap + pairText(key, value, 0), lineBreak(text));
}

/** `key:` with nothing behind it gets a value. */
export function fillEmpty(work: Work, { entry, shift }: Spot, value: Value): void {
  if (!entry) throw new Refuse("no-such-place");
  const { text } = work;
  const colon = entry.colon + shift;
  const column = columnOf(text, entry.keyFrom + shift);
  const rest = text.slice(colon, lineEnd(text, colon)).replace(/\r?\n$/, "");
  const flat = hasLines(value) && deepCommentsBelow(text, lineEnd(text, colon), column);
  const [line = "", ...below] = pairText(entry.key, value, column, flat).trimEnd().split("\n");
  const inline = line.slice(column + keyText(entry.key, false).length + 1);
  const lines = [inline + rest, ...below].join("\n");
  work.splice(colon, colon + rest.length, withBreaks(lines, lineBreak(text)));
}

/** The index at which a key goes into a mapping. */
function placeOf(map: Mapping, key: string, words: readonly string[] | null): number {
  const keys = map.entries.map((entry) => entry.key);
  if (!words) return keys.length;
  // Behind the word that comes right before it, wherever the author has put that.
  const order = inOrder([...keys, key], words);
  const before = order[order.indexOf(key) - 1];
  return before === undefined ? 0 : keys.indexOf(before) + 1;
}

function addToFlow(work: Work, spot: Spot, map: Mapping, key: string, value: Value): void {
  const { text } = work;
  const written = `${keyText(key, true)}: ${flowText(value)}`;
  const start = lineStart(text, map.from + spot.shift);
  const line = lineAt(text, start).trimEnd();
  const crowded = line.length + written.length + 2 > WIDTH && map.entries.length > 0;
  if (crowded || !isShort(value) || key === "steps") {
    openUp(work, spot.path);
    const now = work.at(spot.path);
    if (now.node?.type !== "map") throw new Refuse("no-such-place");
    if (now.node.flow) putInFlow(work, now, now.node, key, value);
    else addLines(work, now, now.node, key, value);
  } else putInFlow(work, spot, map, key, value);
}

function putInFlow(work: Work, spot: Spot, map: Mapping, key: string, value: Value): void {
  const written = `${keyText(key, true)}: ${flowText(value)}`;
  const at = placeOf(map, key, wordsAt(spot.path, map.entries[0]?.key ?? ""));
  const [next, last] = [map.entries[at], map.entries.at(-1)];
  if (next) work.splice(next.keyFrom + spot.shift, next.keyFrom + spot.shift, `${written}, `);
  else if (!last) work.splice(map.from + spot.shift, map.to + spot.shift, `{${written}}`);
  else {
    const end = (last.node?.to ?? last.colon) + spot.shift;
    work.splice(end, end, `, ${written}`);
  }
}

function addLines(work: Work, spot: Spot, map: Mapping, key: string, value: Value): void {
  const { text } = work;
  const first = map.entries[0];
  if (!first) throw new Refuse("no-such-place");
  const column = columnOf(text, first.keyFrom + spot.shift);
  const eol = lineBreak(text);
  const pair = withBreaks(pairText(key, value, column), eol);
  const at = placeOf(map, key, wordsAt(spot.path, first.key));
  if (at === 0) {
    const from = first.keyFrom + spot.shift;
    work.splice(from, from, pair.slice(column) + " ".repeat(column));
  } else addBelow(work, spot, at - 1, pair, spot.path.length === 0 && APART.has(key));
}

function addBelow(work: Work, spot: Spot, before: number, pair: string, apart: boolean): void {
  const { text } = work;
  const eol = lineBreak(text);
  const { to } = pairExtent(text, spot, before);
  const above = apart ? eol : "";
  const below = apart && to < text.length && !isBlank(lineAt(text, to)) ? eol : "";
  if (to > 0 && text[to - 1] !== "\n") work.splice(to, to, eol + above + pair.slice(0, -eol.length));
  else work.splice(to, to, above + pair + below);
}

/** Takes a key out. A mapping that has nothing left goes with it, but for the document and items of lists. */
export function takeKey(work: Work, path: StepPath): void {
  const [parent, key] = [path.slice(0, -1), path.at(-1)];
  const spot = work.spot(parent);
  if (spot?.node?.type !== "map") return;
  const index = spot.node.entries.findIndex((entry) => entry.key === key);
  if (index < 0) return;
  const alone = spot.node.entries.length === 1;
  if (alone && typeof parent.at(-1) === "string") takeKey(work, parent);
  else if (alone) throw new Refuse("last-one");
  else if (spot.node.flow) takeFromFlow(work, spot, spot.node, index);
  else takeLines(work, spot, spot.node, index);
}

function takeFromFlow(work: Work, { shift }: Spot, map: Mapping, index: number): void {
  const [before, here, behind] = [map.entries[index - 1], map.entries[index], map.entries[index + 1]];
  if (!here) return;
  if (behind) work.splice(here.keyFrom + shift, behind.keyFrom + shift, "");
  else if (before)
    work.splice((before.node?.to ?? before.colon) + shift, (here.node?.to ?? here.colon) + shift, "");
}

function takeLines(work: Work, spot: Spot, map: Mapping, index: number): void {
  const { text } = work;
  const here = map.entries[index];
  if (!here) return;
  const { lead, above, from, to } = pairExtent(text, spot, index);
  const at = here.keyFrom + spot.shift;
  if (!isBlank(text.slice(from, at))) {
    // It stands behind a dash: what follows moves up to it.
    const next = overBlanksDown(text, to);
    work.splice(at, next + indentOf(lineAt(text, next)), "");
  } else if (index === map.entries.length - 1) work.splice(above, to, "");
  else work.splice(lead, lead === above ? to : overBlanksDown(text, to), "");
}
