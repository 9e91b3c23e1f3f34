// Where steps lie inside a step of each kind, and every step of a document with its path.
import type { Part, Source } from "../source/source";
import { entryOf, type Mapping, type Node } from "../source/tree";
import type { StepPath } from "./types";

/** `*` stands for each item of a list, or each key of a mapping. */
const NESTED: Record<string, string[][]> = {
  send: [["on_skipped"], ["on_failed"]],
  wait: [],
  await: [["on", "*"], ["on_timeout"]],
  branch: [["cases", "*", "steps"], ["otherwise"], ["unknown"]],
  split: [["paths", "*", "steps"]],
  repeat: [["steps"]],
  update: [],
  task: [["on_done"], ["on_overdue"]],
  call: [["on_failed"]],
  form: [["on_submitted"], ["on_timeout"]],
  exit: [],
};

export const KINDS = Object.keys(NESTED);

export interface FoundStep {
  kind: string;
  id: string;
  path: StepPath;
  node: Mapping;
  /** Added to every offset inside `node`. */
  shift: number;
}

/** Where it begins in the whole text. */
export const startOf = ({ node, shift }: FoundStep): number => node.from + shift;

export interface FoundList {
  path: StepPath;
  node: Node | null;
  shift: number;
}

/** The words of a step's first entry. */
export function headOf(node: Mapping): { kind: string; id: string } {
  const first = node.entries[0];
  return { kind: first?.key ?? "", id: first?.node?.type === "word" ? String(first.node.value ?? "") : "" };
}

function spread(list: FoundList, keys: readonly string[]): FoundList[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [list];
  const { node, path, shift } = list;
  if (key !== "*") {
    const entry = entryOf(node, key);
    return entry ? spread({ path: [...path, key], node: entry.node, shift }, rest) : [];
  }
  if (node?.type === "map")
    return node.entries.flatMap((one) => spread({ path: [...path, one.key], node: one.node, shift }, rest));
  if (node?.type !== "list") return [];
  return node.items.flatMap((one, index) =>
    spread({ path: [...path, index], node: one.node, shift: shift + one.shift }, rest),
  );
}

/** The lists of steps that are written inside a step, in the order in which its kind names them. */
export const listsIn = ({ kind, node, path, shift }: FoundStep): FoundList[] =>
  (NESTED[kind] ?? []).flatMap((keys) => spread({ path, node, shift }, keys));

export function stepsIn(list: FoundList): FoundStep[] {
  if (list.node?.type !== "list") return [];
  return list.node.items.flatMap((item, index) => {
    if (item.node?.type !== "map") return [];
    const found = { node: item.node, path: [...list.path, index], shift: list.shift + item.shift };
    return [{ ...headOf(item.node), ...found }];
  });
}

function gather(list: FoundList, into: FoundStep[]): FoundStep[] {
  for (const step of stepsIn(list)) {
    into.push(step);
    for (const inner of listsIn(step)) gather(inner, into);
  }
  return into;
}

const inPart = new WeakMap<Part, FoundStep[]>();

/** The steps of one piece, with paths that begin at its own list. */
function gatherPart(part: Part): FoundStep[] {
  const before = inPart.get(part);
  if (before) return before;
  const found = gather({ path: [], node: part.node, shift: 0 }, []);
  inPart.set(part, found);
  return found;
}

const known = new WeakMap<Source, FoundStep[]>();

/** Every step, blocks before what is in them. */
export function everyFound(source: Source): readonly FoundStep[] {
  const before = known.get(source);
  if (before) return before;
  const list = { path: ["steps"], node: entryOf(source.root, "steps")?.node ?? null, shift: 0 };
  const found =
    source.pieces.length === 0
      ? gather(list, [])
      : source.pieces.flatMap(({ read, from }, index) =>
          gatherPart(read).map((step) => placed(step, index, from)),
        );
  known.set(source, found);
  return found;
}

/** A step of a piece, as it lies in the whole. */
const placed = ({ kind, id, node, path, shift }: FoundStep, index: number, from: number): FoundStep => ({
  kind,
  id,
  node,
  path: ["steps", index, ...path.slice(1)],
  shift: shift + from,
});

/** Every id; the steps are not placed for that. */
export const everyId = (source: Source): string[] =>
  source.pieces.length === 0
    ? everyFound(source).map(({ id }) => id)
    : source.pieces.flatMap(({ read }) => gatherPart(read).map(({ id }) => id));

/** The first step of that id; only this one is placed. */
export function foundById(source: Source, wanted: string): FoundStep | null {
  if (source.pieces.length === 0) return everyFound(source).find(({ id }) => id === wanted) ?? null;
  for (const [index, { read, from }] of source.pieces.entries()) {
    const step = gatherPart(read).find(({ id }) => id === wanted);
    if (step) return placed(step, index, from);
  }
  return null;
}

/** The step at a path, found without looking into the others. */
export function foundAt(source: Source, path: StepPath): FoundStep | null {
  if (source.pieces.length === 0) return everyFound(source).find((step) => samePath(step.path, path)) ?? null;
  const [list, index, ...rest] = path;
  const piece = list === "steps" && typeof index === "number" ? source.pieces[index] : undefined;
  const step = piece && gatherPart(piece.read).find((one) => samePath(one.path, [0, ...rest]));
  return step && piece ? placed(step, Number(index), piece.from) : null;
}

export const samePath = (a: StepPath, b: StepPath): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index]);
