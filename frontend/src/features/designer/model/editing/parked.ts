// What is parked in a text: comment lines that hold a step, with where they stand and what is in them. Reads only.
import { readSource } from "../source/source";
import type { Draft } from "./draft";
import { columnOf, indentOf, lineAt, lineEnd } from "./lines";
import { everyFound, startOf } from "./nesting";

const HEAD = /^\s*# ?parked: ?(\S*)/;
const BODY = /^\s*#\| ?/;

/** Where it would stand if it were put back: behind a step, first inside a block, or at the very beginning. */
export type Stood = { of: "after" | "inside"; step: string } | { of: "beginning" };

export interface Parked {
  /** Its id, as it was. */
  id: string;
  kind: string;
  /** The first line, from 1; what `restoreParked` and `deleteParked` take. */
  line: number;
  /** Its YAML, at the left margin. */
  text: string;
  stood: Stood;
  /** The steps in it, itself first. */
  steps: { id: string; kind: string }[];
}

export interface FoundParked extends Pick<Parked, "id" | "kind" | "line" | "text"> {
  from: number;
  to: number;
  column: number;
}

/** The lines of a parked step from its second one, as YAML, and where they end. */
function bodyAt(text: string, start: number): { body: string; to: number; lines: number } {
  let [body, to, lines] = ["", start, 0];
  while (to < text.length && BODY.test(lineAt(text, to))) {
    body += lineAt(text, to).replace(BODY, "").replace(/\r\n$/, "\n");
    to = lineEnd(text, to);
    lines++;
  }
  return { body, to, lines };
}

export function parkedIn(text: string): FoundParked[] {
  const found: FoundParked[] = [];
  for (let at = 0, line = 1; at < text.length; line++) {
    const head = HEAD.exec(lineAt(text, at));
    const from = at;
    at = lineEnd(text, at);
    if (!head) continue;
    const { body, to, lines } = bodyAt(text, at);
    const [id = "", kind = ""] = [head[1], /^- *(\w+):/m.exec(body)?.[1]];
    if (body) found.push({ id, kind, line, text: body, from, to, column: indentOf(lineAt(text, from)) });
    line += lines;
    at = to;
  }
  return found;
}

/** By what stands above and how deep: as deep is behind it, less deep is inside it. */
function stoodOf({ text, source }: Draft, { from, column }: FoundParked): Stood {
  const above = everyFound(source).filter((step) => startOf(step) < from);
  for (const step of above.reverse()) {
    // A step begins two columns behind its dash.
    const depth = Math.max(0, columnOf(text, startOf(step)) - 2);
    if (depth <= column) return { of: depth === column ? "after" : "inside", step: step.id };
  }
  return { of: "beginning" };
}

const stepsOf = (text: string): Parked["steps"] =>
  everyFound(readSource(`steps:\n${text}`)).map(({ id, kind }) => ({ id, kind }));

const known = new WeakMap<Draft, Parked[]>();

/** Every parked step, in the order of the text. */
export function parkedSteps(draft: Draft): Parked[] {
  const before = known.get(draft);
  if (before) return before;
  const all = parkedIn(draft.text).map((found) => {
    const { id, kind, line, text } = found;
    return { id, kind, line, text, stood: stoodOf(draft, found), steps: stepsOf(text) };
  });
  known.set(draft, all);
  return all;
}
