// The values of a document, arranged as people think of them: sections, in them named things, in those fields. Pure.
import type { Leaf } from "./leaves";

export interface Described {
  label: string;
  help: string;
}

/** By place, such as `topics.*.title`. */
export type Descriptions = Record<string, Described>;

export interface Field {
  leaf: Leaf;
  /** Which of them it is, where there are several: the value itself, or the name it is kept under. */
  label: string;
  help: string;
}

export interface Thing {
  /** Its key; empty for what belongs to the section itself. */
  key: string;
  title: string;
  fields: Field[];
}

export interface Block {
  key: string;
  title: string;
  help: string;
  things: Thing[];
}

const NAMES = ["title", "name", "party"];

const plain = (key: string): string => {
  const text = key.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const isIndex = (key: string) => /^\d+$/.test(key);

/** The place of a value without the organisation's own names and without numbers in lists. */
export function placeOf(path: readonly string[], known: Descriptions): string {
  const places = Object.keys(known);
  return path
    .filter((key) => !isIndex(key))
    .reduce((before, key) => {
      const told = before === "" ? key : `${before}.${key}`;
      const exact = places.some((place) => place === told || place.startsWith(`${told}.`));
      return exact ? told : told.slice(0, told.length - key.length).concat("*");
    }, "");
}

/** The part of a path that leads to a thing with a name of its own: the last `*`, or the last place in a list of maps. */
function thingOf(path: readonly string[], known: Descriptions): string[] {
  const at = path.findLastIndex(
    (key, index) =>
      index < path.length - 1 && (isIndex(key) || placeOf(path.slice(0, index + 1), known).endsWith("*")),
  );
  return path.slice(0, at + 1);
}

/** "Front desk · frontdesk@…": what it is called in the document, and its address where it has one. */
function titleOf(thing: readonly string[], leaves: readonly Leaf[]): string {
  const inside = (key: string) =>
    leaves.find(({ path }) => path.length === thing.length + 1 && within(path, thing) && path.at(-1) === key);
  const name = NAMES.map((key) => inside(key)?.value).find((value) => value !== undefined && value !== "");
  const address = thing.some(isIndex) ? inside("address")?.value : undefined;
  const told = [name, address].filter((part) => part !== undefined && part !== "");
  if (told.length > 0) return told.join(" · ");
  const key = thing.at(-1) ?? "";
  return isIndex(key) ? `${plain(thing.at(-2) ?? "")} ${Number(key) + 1}` : plain(key);
}

const within = (path: readonly string[], thing: readonly string[]) =>
  thing.every((key, index) => path[index] === key);

/** What its section explains already is not said again. `block`: the place of the section. */
function fieldOf(leaf: Leaf, known: Descriptions, block: string): Field {
  const own = leaf.path.at(-1) ?? "";
  const place = placeOf(leaf.path, known);
  const described = known[place];
  const name = described?.label ?? plain(leaf.path.filter((key) => !isIndex(key)).at(-1) ?? own);
  const named = place.endsWith("*") ? plain(own) : name;
  const label = isIndex(own) && leaf.value !== "" ? `${name} · ${leaf.value}` : named;
  return { leaf, label, help: place === block ? "" : (described?.help ?? "") };
}

/** In the order of the document. Values at its top stand together in a block without a title. */
export function arranged(leaves: readonly Leaf[], known: Descriptions): Block[] {
  const blocks: Block[] = [];
  for (const leaf of leaves) {
    const [first = ""] = leaf.path;
    const key = leaf.path.length > 1 ? first : "";
    const place = placeOf([key], known);
    const described = known[place];
    const title = key === "" ? "" : (described?.label ?? plain(key));
    const block = found(blocks, key, () => ({ key, title, help: described?.help ?? "", things: [] }));
    const path = thingOf(leaf.path, known);
    const deeper = path.length > 1;
    const thing = found(block.things, deeper ? path.join(".") : "", (name) => ({
      key: name,
      title: deeper ? titleOf(path, leaves) : "",
      fields: [],
    }));
    thing.fields.push(fieldOf(leaf, known, place));
  }
  return blocks;
}

function found<Item extends { key: string }>(items: Item[], key: string, make: (key: string) => Item): Item {
  const there = items.find((item) => item.key === key);
  if (there) return there;
  const made = make(key);
  items.push(made);
  return made;
}

/** The value that stands at a line and column (both from 1), or the next one on that line. */
export function leafAt(
  source: string,
  leaves: readonly Leaf[],
  line: number,
  column: number,
): Leaf | undefined {
  const start =
    source
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length + (line > 1 ? 1 : 0);
  const end = source.indexOf("\n", start) < 0 ? source.length : source.indexOf("\n", start);
  return leaves.find(({ from, to }) => to >= start + column - 1 && from <= end);
}
