// The text of a document as one tree. Parts that were read before are not read again.

import { LineCounter, parseDocument } from "yaml";
import { w } from "~/words";
import type { Slip } from "../document";
import { cut } from "./split";
import { type Entry, type List, type Mapping, type Node, treeOf } from "./tree";

/** One outermost step's text, and where it begins. Lines from 0. */
export interface Piece {
  text: string;
  from: number;
  line: number;
  /** The same object for the same text, for whoever keeps something about it. */
  read: Part;
}

export interface Source {
  text: string;
  root: Node | null;
  slips: Slip[];
  /** One for each of `steps`, where the text was read in pieces; else empty. */
  pieces: Piece[];
}

/** A stretch of text, read by itself. */
export interface Part {
  node: Node | null;
  slips: Slip[];
  lines: number;
}

/** Remembers what was asked for lately: everything since the turn before last. */
class Memory {
  private young = new Map<string, Part>();
  private old = new Map<string, Part>();

  of(text: string): Part {
    const known = this.young.get(text) ?? this.old.get(text);
    const part = known ?? parse(text);
    if (this.young.size > 4000) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(text, part);
    return part;
  }
}

const memory = new Memory();

function parse(text: string): Part {
  const lines = new LineCounter();
  const told = (message: string, offset: number): Slip => {
    const { line, col } = lines.linePos(offset);
    return { message, line: Math.max(1, line), column: Math.max(1, col) };
  };
  try {
    const root = parseDocument(text, {
      version: "1.2",
      lineCounter: lines,
      prettyErrors: false,
      strict: true,
      keepSourceTokens: true,
    });
    const slips = root.errors.map((error) => told(w.terms.slips[error.code], error.pos[0]));
    const node =
      slips.length > 0 ? null : treeOf(root, (what, at) => slips.push(told(w.terms.reading[what], at)));
    return { node: slips.length > 0 ? null : node, slips, lines: lines.lineStarts.length - 1 };
  } catch (error) {
    // Nested so deep that the reader gives up.
    const message = error instanceof Error ? error.message : w.terms.reading.unreadable;
    return { node: null, slips: [{ message, line: 1, column: 1 }], lines: 0 };
  }
}

const moved = (slips: Slip[], lines: number): Slip[] =>
  slips.map((slip) => ({ ...slip, line: slip.line + lines }));

let latest: Source | null = null;

/** The text of a moment ago is not read again: what a command left is what the page then shows. */
export function readSource(text: string): Source {
  if (latest?.text !== text) latest = inPieces(text) ?? inOne(text);
  return latest;
}

function inOne(text: string): Source {
  const { node, slips } = text.length > 20_000 ? memory.of(text) : parse(text);
  return { text, root: node, slips, pieces: [] };
}

function inPieces(text: string): Source | null {
  const parts = cut(text);
  if (!parts) return null;
  const head = memory.of(parts.head);
  if (head.slips.length > 0 || head.node?.type !== "map" || head.node.flow) return null;
  const pieces: Piece[] = [];
  let [from, line] = [parts.head.length, head.lines];
  for (const piece of parts.items) {
    const read = memory.of(piece);
    pieces.push({ text: piece, from, line, read });
    from += piece.length;
    line += read.lines;
  }
  const tail = memory.of(parts.tail);
  const slips = [...pieces.flatMap(({ read, line }) => moved(read.slips, line)), ...moved(tail.slips, line)];
  if (slips.length > 0) return { text, root: null, slips, pieces: [] };
  return joined(text, head.node, pieces, tail.node, from);
}

/** Null where the pieces are not what they looked like. */
function joined(
  text: string,
  head: Mapping,
  pieces: Piece[],
  tail: Node | null,
  tailFrom: number,
): Source | null {
  const steps = stepsOf(pieces, tailFrom);
  const last = head.entries.at(-1);
  if (!steps || last?.key !== "steps" || last.node) return null;
  // More than entries, like an anchor before them, means something else at this place of the whole.
  if (!tail && tailFrom < text.length) return null;
  if (tail && (tail.type !== "map" || tail.flow || tail.from > 0)) return null;
  const behind = tail ? tail.entries.map((entry) => shiftedEntry(entry, tailFrom)) : [];
  const entries = [...head.entries.slice(0, -1), { ...last, node: steps }, ...behind];
  if (new Set(entries.map(({ key }) => key)).size < entries.length) return null;
  return { text, root: { ...head, to: text.length, entries }, slips: [], pieces };
}

function stepsOf(pieces: Piece[], to: number): List | null {
  const items = pieces.flatMap(({ read: { node }, from }) => {
    const item = node?.type === "list" && !node.flow && node.items.length === 1 ? node.items[0] : null;
    return item ? [{ ...item, shift: from }] : [];
  });
  const [first] = items;
  if (!first || items.length < pieces.length) return null;
  return { type: "list", flow: false, from: first.dash + first.shift, to, items };
}

function shiftedEntry(entry: Entry, by: number): Entry {
  const { keyFrom, keyTo, colon, node } = entry;
  return { ...entry, keyFrom: keyFrom + by, keyTo: keyTo + by, colon: colon + by, node: shifted(node, by) };
}

function shifted(node: Node | null, by: number): Node | null {
  if (node === null) return null;
  const [from, to] = [node.from + by, node.to + by];
  if (node.type === "word") return { ...node, from, to };
  if (node.type === "map")
    return { ...node, from, to, entries: node.entries.map((one) => shiftedEntry(one, by)) };
  return { ...node, from, to, items: node.items.map((item) => ({ ...item, shift: item.shift + by })) };
}
