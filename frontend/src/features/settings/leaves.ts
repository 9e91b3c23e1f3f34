// A YAML document as fields, and one field written back: only its own characters change, comments stay. Pure.
import { isMap, isScalar, isSeq, type Node, parseDocument, stringify } from "yaml";

export type Value = string | number | boolean;

export interface Leaf {
  /** Keys from the top, such as ["sender", "address"]. */
  path: string[];
  value: Value;
  /** Where the scalar stands in the source, quotes included. */
  from: number;
  to: number;
}

/** Every plain value, in the order of the document; null where the text cannot be read. */
export function leavesOf(source: string): Leaf[] | null {
  const document = parseDocument(source, { logLevel: "silent" });
  if (document.errors.length > 0) return null;
  return document.contents ? collect(document.contents, []) : [];
}

function collect(node: unknown, path: string[]): Leaf[] {
  if (isMap(node)) {
    return node.items.flatMap((pair) => collect(pair.value, [...path, String(pair.key)]));
  }
  if (isSeq(node)) return node.items.flatMap((item, at) => collect(item, [...path, String(at)]));
  if (!isScalar(node) || !hasRange(node)) return [];
  const { value } = node;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
  return [{ path, value, from: node.range[0], to: node.range[1] }];
}

const hasRange = (node: Node): node is Node & { range: [number, number, number] } =>
  Array.isArray(node.range);

/** The text with another value in this place. A block of lines (`|`, `>`) is written as one quoted line. */
export function writeLeaf(source: string, leaf: Leaf, value: Value): string {
  const old = source.slice(leaf.from, leaf.to);
  return (
    source.slice(0, leaf.from) + written(old, value) + (/\n$/.test(old) ? "\n" : "") + source.slice(leaf.to)
  );
}

/** A text keeps the quotes it had; one without gets them where it could be read as something else. */
function written(old: string, value: Value): string {
  if (typeof value !== "string") return String(value);
  if (old.startsWith('"')) return JSON.stringify(value);
  if (old.startsWith("'") && !/[\n\r]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const plain = stringify(value, { lineWidth: 0 }).trimEnd();
  return /^[|>]|\n/.test(plain) || /[,[\]{}#]/.test(value) ? JSON.stringify(value) : plain;
}
