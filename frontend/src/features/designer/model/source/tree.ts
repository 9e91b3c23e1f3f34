// A YAML text as a tree with the place of everything: what the picture is read from and what edits are cut along.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

/** Offsets count from the begin of the chunk the node was read in; `to` lies behind its last character. */
export interface Word {
  type: "word";
  from: number;
  to: number;
  style: "plain" | "single" | "double" | "literal" | "folded";
  value: unknown;
}

export interface Entry {
  key: string;
  keyFrom: number;
  keyTo: number;
  /** Behind the colon; where there is none, behind the key. */
  colon: number;
  /** Null where nothing is written. */
  node: Node | null;
}

export interface Mapping {
  type: "map";
  flow: boolean;
  from: number;
  to: number;
  entries: Entry[];
}

export interface Item {
  /** Of the dash; -1 in a flow list. */
  dash: number;
  node: Node | null;
  /** Added to every offset of the item, where it was read in a chunk of its own. */
  shift: number;
}

export interface List {
  type: "list";
  flow: boolean;
  from: number;
  to: number;
  items: Item[];
}

export type Node = Word | Mapping | List;

const STYLES: Record<string, Word["style"]> = {
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/** What YAML knows and the language does not is told of, and read as nothing. */
type Strange = "alias" | "key";
type OnStrange = (what: Strange, at: number) => void;

export function treeOf(document: Document, onStrange: OnStrange): Node | null {
  return node(document.contents, onStrange);
}

function node(value: unknown, onStrange: OnStrange): Node | null {
  if (isMap(value)) return mapping(value, onStrange);
  if (isSeq(value)) return list(value, onStrange);
  if (isAlias(value)) onStrange("alias", value.range?.[0] ?? 0);
  return isScalar(value) ? word(value) : null;
}

function word(value: Scalar): Word | null {
  const [from = 0, to = 0] = value.range ?? [];
  if (from === to) return null;
  return { type: "word", from, to, style: STYLES[value.type ?? ""] ?? "plain", value: value.value };
}

function mapping(map: YAMLMap, onStrange: OnStrange): Mapping {
  const [from = 0, to = 0] = map.range ?? [];
  return {
    type: "map",
    flow: map.flow === true,
    from,
    to,
    entries: map.items.map((pair) => entry(pair, onStrange)),
  };
}

function entry(pair: Pair, onStrange: OnStrange): Entry {
  const key = node(pair.key, onStrange);
  const colon = pair.srcToken?.sep?.find((token) => token.type === "map-value-ind");
  if (key && key.type !== "word") onStrange("key", key.from);
  const keyTo = key?.to ?? colon?.offset ?? 0;
  return {
    key: key?.type === "word" ? String(key.value) : "",
    keyFrom: key?.from ?? keyTo,
    keyTo,
    colon: colon ? colon.offset + 1 : keyTo,
    node: node(pair.value, onStrange),
  };
}

function list(seq: YAMLSeq, onStrange: OnStrange): List {
  const [from = 0, to = 0] = seq.range ?? [];
  const flow = seq.flow === true;
  const dashes = flow ? [] : dashesOf(seq);
  const items = seq.items.map((item, index) => ({
    dash: dashes[index] ?? -1,
    node: node(item, onStrange),
    shift: 0,
  }));
  return { type: "list", flow, from, to, items };
}

function dashesOf(seq: YAMLSeq): number[] {
  const token = seq.srcToken;
  if (token?.type !== "block-seq") return [];
  return token.items.flatMap(({ start }) => start.find((one) => one.type === "seq-item-ind")?.offset ?? []);
}

/** The value as plain data. A key that would reach into the prototype is left out. */
export function plain(node: Node | null): unknown {
  if (node === null) return null;
  if (node.type === "word") return node.value;
  if (node.type === "list") return node.items.map((item) => plain(item.node));
  return Object.fromEntries(
    node.entries.filter(({ key }) => key !== "__proto__").map(({ key, node: value }) => [key, plain(value)]),
  );
}

export const entryOf = (node: Node | null | undefined, key: string): Entry | null =>
  (node?.type === "map" && node.entries.find((one) => one.key === key)) || null;
