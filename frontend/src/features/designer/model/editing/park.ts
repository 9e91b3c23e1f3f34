// A step is parked: its lines stay where they are as comments, and can be put back.
//
//   # parked: details
//   #| - send: details
//   #|   message: visit-details

import { idsIn } from "./commands";
import type { Draft } from "./draft";
import { itemExtent } from "./extents";
import { openUp } from "./flow";
import { putIn } from "./items";
import {
  atColumn,
  blockOf,
  indentOf,
  isBlank,
  lineBreak,
  lineStart,
  overBlanksDown,
  withBreaks,
} from "./lines";
import { everyFound } from "./nesting";
import { type FoundParked, parkedIn } from "./parked";
import { pasted, takenIn } from "./paste";
import { chosen, indexOf, lengthOf, listOf } from "./places";
import type { Outcome, StepPath, StepRef } from "./types";
import { command, deedOf, Refuse, type Told, type Work } from "./work";

/** Takes steps out of the flow without losing them. */
export function parkSteps(draft: Draft, { steps }: { steps: readonly StepRef[] }): Outcome {
  return command(draft, (work) => {
    const parking = chosen(work, steps);
    for (const { path, id } of [...parking].reverse()) park(work, path, id);
    const ids = parking.map(({ id }) => id);
    return { deed: deedOf("parked", ids), focus: null, ids: [] };
  });
}

function park(work: Work, path: StepPath, id: string): void {
  const [list, index] = [listOf(path), indexOf(path)];
  openUp(work, list);
  const spot = work.at(list);
  const { text } = work;
  const { lead, to, column } = itemExtent(text, spot, index);
  const body = atColumn(blockOf(text.slice(lead, to).replace(/\r\n/g, "\n"), column), 0);
  const pad = " ".repeat(column);
  const lines = body.replace(/\n$/, "").split("\n");
  const comment = [`${pad}# parked: ${id}`, ...lines.map((line) => `${pad}#|${line && ` ${line}`}`)].join(
    "\n",
  );
  const eol = lineBreak(text);
  const end = to > 0 && text[to - 1] === "\n" ? eol : "";
  const written = withBreaks(comment, eol) + end;
  const last = spot.node?.type === "list" && spot.node.items.length === 1;
  const colon = spot.entry ? spot.entry.colon + spot.shift : 0;
  // In one splice, since a key without its lines means something else in between.
  if (last && spot.entry) work.splice(colon, to, ` []${text.slice(colon, lead)}${written}`);
  else work.splice(lead, to, written);
}

/** Puts a parked step back where it stands. `line`: as `parkedSteps` gives it. */
export function restoreParked(draft: Draft, { line }: { line: number }): Outcome {
  const parked = parkedIn(draft.text).find((one) => one.line === line);
  if (!parked) return { refused: "no-such-step" };
  const inPlace = command(draft, (work) => uncomment(work, parked));
  return "refused" in inPlace ? command(draft, (work) => insert(work, parked)) : inPlace;
}

/** Deletes what is parked: its comment lines go. */
export function deleteParked(draft: Draft, { line }: { line: number }): Outcome {
  const parked = parkedIn(draft.text).find((one) => one.line === line);
  if (!parked) return { refused: "no-such-step" };
  return command(draft, (work) => {
    const { from, to } = parked;
    // Of the empty lines around it one stays.
    const apart = from === 0 || isBlank(work.text.slice(lineStart(work.text, from - 1), from));
    work.splice(from, apart ? overBlanksDown(work.text, to) : to, "");
    return { deed: deedOf("deleted", [parked.id]), focus: null, ids: [] };
  });
}

function uncomment(work: Work, parked: FoundParked): Told {
  const { blocks, ids, renamed } = takenIn(pasted(parked.text), idsIn(work));
  const block = atColumn(blockOf(blocks.map(({ text }) => text).join(""), 0), parked.column);
  const ends = work.text[parked.to - 1] === "\n";
  const written = withBreaks(ends ? block : block.replace(/\n$/, ""), lineBreak(work.text));
  const empty = emptyListAbove(work.text, parked);
  if (empty) work.splice(empty.from, parked.to, work.text.slice(empty.to, parked.from) + written);
  else work.splice(parked.from, parked.to, written);
  return told(work, ids, renamed);
}

/** What is around it has changed so that it does not fit there: before the next step, or at the end. */
function insert(work: Work, parked: FoundParked): Told {
  const { blocks, ids, renamed } = takenIn(pasted(parked.text), idsIn(work));
  work.splice(parked.from, parked.to, "");
  const next = everyFound(work.source).find(({ node, shift }) => node.from + shift >= parked.from);
  const target = next
    ? { list: listOf(next.path), index: indexOf(next.path) }
    : { list: ["steps"], index: lengthOf(work, ["steps"]) };
  putIn(work, target, blocks);
  return told(work, ids, renamed);
}

function told(work: Work, ids: string[], renamed: Record<string, string>): Told {
  const focus = everyFound(work.source).find(({ id }) => id === ids[0])?.path ?? null;
  if (!focus) throw new Refuse("no-such-place");
  return { deed: deedOf("restored", ids), focus, ids, renamed };
}

/** The `[]` of the key right above, with the space before it: the list that the parked step left empty. */
function emptyListAbove(
  text: string,
  { from: at, column }: FoundParked,
): { from: number; to: number } | null {
  let above = at;
  while (above > 0) {
    const start = lineStart(text, above - 1);
    const line = text.slice(start, above);
    const empty = /^[^#]*:( *\[\])\s*(#.*)?$/.exec(line.trimEnd());
    if (empty) {
      if (indentOf(line) > column) return null;
      const from = start + line.indexOf(empty[1] ?? "", line.lastIndexOf(":", line.indexOf("[]")));
      return { from, to: from + (empty[1] ?? "").length };
    }
    if (!isBlank(line) && !/^\s*#/.test(line)) return null;
    above = start;
  }
  return null;
}
