// YAML text → document, with positions. Tolerant where the compiler is strict: it draws what it can understand.
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { definitionOf } from "../steps/definitions";
import type { Fields, JourneyDocument, Place, Reading, Slip, Step } from "./document";

class TextReader {
  constructor(
    private readonly text: string,
    private readonly lines: LineCounter,
    private readonly root: Document,
  ) {}

  fields(node: unknown): Fields {
    return isMap(node) ? (node.toJS(this.root) as Fields) : {};
  }

  steps(node: unknown): Step[] {
    if (!isSeq(node)) return [];
    return node.items.flatMap((item) => (isMap(item) ? [this.step(item)] : []));
  }

  private step(node: YAMLMap): Step {
    const first = node.items[0];
    const kind = first && isScalar(first.key) ? String(first.key.value) : "";
    const id = first && isScalar(first.value) ? String(first.value.value ?? "") : "";
    const { [kind]: _id, ...fields } = this.fields(node);
    const within = (...keys: (string | number)[]) => this.steps(node.getIn(keys, true));
    return { kind, id, fields, paths: definitionOf(kind).paths({ fields, within }), place: this.place(node) };
  }

  private place(node: YAMLMap): Place {
    const [from, end] = node.range ?? [0, 0];
    const to = from + this.text.slice(from, end).trimEnd().length;
    return { from, to, line: this.lines.linePos(from).line, endLine: this.lines.linePos(to).line };
  }
}

const word = (value: unknown): string =>
  typeof value === "string" ? value : value == null ? "" : typeof value === "object" ? "" : String(value);

const asMap = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;

function exitEvents(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => word(asMap(entry)?.on) || []);
}

function slipsOf(document: Document, lines: LineCounter): Slip[] {
  return document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { message: (error.message.split(" at line ")[0] ?? error.message).trim(), line, column: col };
  });
}

function toDocument(root: Document, reader: TextReader): JourneyDocument {
  const top = reader.fields(root.contents);
  return {
    slug: word(top.journey),
    title: word(top.title),
    purpose: word(top.purpose),
    owner: word(top.owner),
    notes: word(top.notes),
    enroll: asMap(top.enroll) ?? {},
    exits: exitEvents(top.exit),
    goal: asMap(top.goal),
    sendWindow: asMap(top.send_window),
    steps: reader.steps(root.getIn(["steps"], true)),
  };
}

/** Never throws: broken text yields slips with line and column. */
export function readJourney(text: string): Reading {
  const lines = new LineCounter();
  const root = parseDocument(text, { version: "1.2", lineCounter: lines, prettyErrors: true, strict: true });
  if (root.errors.length > 0) return { document: null, slips: slipsOf(root, lines) };
  if (!isMap(root.contents)) {
    return {
      document: null,
      slips: [{ message: "A journey is a mapping of keys to values", line: 1, column: 1 }],
    };
  }
  try {
    return { document: toDocument(root, new TextReader(text, lines, root)), slips: [] };
  } catch (error) {
    // Aliases without an anchor, or bombs of them, are only met when values are read.
    const message = error instanceof Error ? error.message : "This text cannot be read";
    return { document: null, slips: [{ message, line: 1, column: 1 }] };
  }
}
