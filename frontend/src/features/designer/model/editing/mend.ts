// A fix that the compiler offers, done: one stretch of one line is written anew. The text need not be readable.
import { offsetIn } from "../problems";
import type { Change } from "./changes";
import { applyChanges } from "./changes";
import type { Draft } from "./draft";
import type { Outcome } from "./types";

/** As the server offers it: lines and columns from 1, in characters. */
export interface Mending {
  line: number;
  column: number;
  was: string;
  replacement: string;
  /** What is written, in short. */
  offer: string;
}

/** Refused where something else stands there by now: a fix speaks of the text that the compiler saw. */
export function mend(draft: Draft, { line, column, was, replacement, offer }: Mending): Outcome {
  const { text } = draft;
  const at = offsetIn(text, line, column);
  const rest = text.slice(at);
  const there = was === "" ? /^\s*($|\n|\r)/.test(rest) : rest.startsWith(was);
  if (!there) return { refused: "moved-on" };
  const changes: Change[] = [{ at, removed: was, inserted: replacement }];
  const deed = { did: "mended" as const, what: offer };
  return { text: applyChanges(text, changes), changes, deed, focus: null, ids: [] };
}
