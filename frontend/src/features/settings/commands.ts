// What can be done to a document besides writing a value: something is added to it, or taken away. Pure.
import {
  addItem,
  type Draft,
  type Outcome,
  type StepPath,
  type Value,
} from "~/features/designer/model/editing";
import { changeBetween } from "~/features/designer/model/editing/changes";
import { pairExtent } from "~/features/designer/model/editing/extents";
import { write } from "~/features/designer/model/editing/fields";
import { openUp } from "~/features/designer/model/editing/flow";
import { takeOut } from "~/features/designer/model/editing/items";
import { command, Refuse, type Work } from "~/features/designer/model/editing/work";
import type { Node } from "~/features/designer/model/source/tree";
import { mayGo } from "./offers";
import { type Shape, shapeAt } from "./shape";

type Path = readonly string[];

const isFlow = (node: Node | null): boolean => node !== null && node.type !== "word" && node.flow;

/** As the tree is asked: places in lists are numbers. */
const inTree = (path: Path, shape: Shape): StepPath =>
  path.map((key, index) => (shapeAt(shape, path.slice(0, index))?.is === "list" ? Number(key) : key));

const told = (did: "added" | "deleted", path: Path) => ({
  deed: { did, what: path.at(-1) ?? "" },
  focus: null,
  ids: [],
});

/** A thing under a name of its own, or a field that may be written. */
export function add(draft: Draft, path: Path, value: Value): Outcome {
  return command(draft, (work) => {
    if (work.spot(path)) throw new Refuse("id-taken");
    write(work, path, value);
    likeItsNeighbours(work, path);
    return told("added", path);
  });
}

/** Where the things beside it are written as blocks, so is the new one; the first one is when it has much to say. */
function likeItsNeighbours(work: Work, path: Path): void {
  const [here, around] = [work.spot(path)?.node ?? null, work.spot(path.slice(0, -1))?.node ?? null];
  if (here?.type !== "map" || around?.type !== "map") return;
  const beside = around.entries.filter(({ key, node }) => key !== path.at(-1) && node?.type === "map");
  const blocks = beside.length > 0 ? beside.some(({ node }) => !isFlow(node)) : here.entries.length > 2;
  if (blocks) openUp(work, path);
}

export const append = (draft: Draft, list: Path, value: Value): Outcome =>
  addItem(draft, { step: null, field: list, value });

/** What has nothing left goes too, unless it has to be there. */
export function takeAway(draft: Draft, shape: Shape, path: Path): Outcome {
  return command(draft, (work) => {
    if (!work.spot(inTree(path, shape))) throw new Refuse("no-such-place");
    cut(work, shape, path);
    return told("deleted", path);
  });
}

function cut(work: Work, shape: Shape, path: Path): void {
  const [around, place] = [path.slice(0, -1), inTree(path, shape)];
  const alone = countAt(work, place.slice(0, -1)) === 1;
  if (!alone) write(work, place, undefined);
  else if (around.length === 0) takeLast(work);
  else if (mayGo(shape, around)) cut(work, shape, around);
  else empty(work, place);
}

function countAt(work: Work, path: StepPath): number {
  const node = work.spot(path)?.node;
  if (node?.type === "map") return node.entries.length;
  return node?.type === "list" ? node.items.length : 0;
}

function empty(work: Work, place: StepPath): void {
  const [around, last] = [place.slice(0, -1), place.at(-1)];
  if (typeof last === "number") takeOut(work, around, last);
  else write(work, around, {});
}

/** The only thing of a document; what its head says stays. */
function takeLast(work: Work): void {
  const { from, to } = pairExtent(work.text, work.at([]), 0);
  work.splice(from, to, "");
}

/** The same document with other text in it, such as another value; what is typed in one place is one thing to undo. */
export const rewritten = (draft: Draft, text: string, place: string): Outcome => ({
  text,
  changes: changeBetween(draft.text, text),
  deed: { did: "changed", what: place, typing: place },
  focus: null,
  ids: [],
});
