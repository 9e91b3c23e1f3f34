// The steps of a document, read from its tree. A step whose text did not change or move stays the same object.
import { definitionOf } from "../steps/definitions";
import type { Fields, Step } from "./document";
import { contentEnd } from "./source/extent";
import type { Part, Source } from "./source/source";
import { entryOf, type Mapping, type Node, plain } from "./source/tree";

type Keys = readonly (string | number)[];

/** The node at a place inside another; `shift` gathers what has to be added to its offsets. */
function inside(from: Node | null, keys: Keys): { node: Node | null; shift: number } {
  let [node, shift] = [from, 0];
  for (const key of keys) {
    if (node?.type === "list" && typeof key === "number") {
      shift += node.items[key]?.shift ?? 0;
      node = node.items[key]?.node ?? null;
    } else node = entryOf(node, String(key))?.node ?? null;
  }
  return { node, shift };
}

class StepReader {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  all(node: Node | null, shift: number): Step[] {
    if (node?.type !== "list") return [];
    return node.items.flatMap((item) => {
      return item.node?.type === "map" ? [this.step(item.node, shift + item.shift)] : [];
    });
  }

  private step(node: Mapping, shift: number): Step {
    const first = node.entries[0];
    const kind = first?.key ?? "";
    const id = first?.node?.type === "word" ? String(first.node.value ?? "") : "";
    const { [kind]: _id, ...fields } = plain(node) as Fields;
    // A column knows where its steps lie by having asked for them there.
    const asked = new Map<Step[], Keys>();
    const within = (...keys: (string | number)[]) => {
      const found = inside(node, keys);
      const steps = this.all(found.node, shift + found.shift);
      asked.set(steps, keys);
      return steps;
    };
    const paths = definitionOf(kind)
      .paths({ fields, within })
      .map((path) => {
        const at = asked.get(path.steps);
        return at ? { ...path, at } : path;
      });
    return { kind, id, fields, paths, place: this.place(node, shift) };
  }

  private place(node: Mapping, shift: number) {
    const from = node.from + shift;
    const end = contentEnd(node) + shift;
    const lineEnd = node.flow ? end : this.text.indexOf("\n", Math.max(from, end - 1));
    const to = from + this.text.slice(from, lineEnd < 0 ? this.text.length : lineEnd).trimEnd().length;
    return { from, to, line: this.line(from), endLine: this.line(to) };
  }

  private line(offset: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** A step as it was read in its own piece, and where it was put last. */
interface Kept {
  read: Step[];
  from: number;
  line: number;
  placed: Step[];
}

const kept = new WeakMap<Part, Kept>();

export function readSteps(source: Source): Step[] {
  if (source.pieces.length === 0) {
    const steps = entryOf(source.root, "steps")?.node ?? null;
    return steps ? new StepReader(source.text).all(steps, 0) : [];
  }
  return source.pieces.flatMap(({ text, from, line, read }) => {
    const known = kept.get(read);
    if (known && known.from === from && known.line === line) return known.placed;
    const steps = known?.read ?? new StepReader(text).all(read.node, 0);
    const placed = steps.map((step) => moved(step, from, line));
    kept.set(read, { read: steps, from, line, placed });
    return placed;
  });
}

function moved(step: Step, by: number, lines: number): Step {
  const { from, to, line, endLine } = step.place;
  return {
    ...step,
    place: { from: from + by, to: to + by, line: line + lines, endLine: endLine + lines },
    paths: step.paths.map((path) => ({ ...path, steps: path.steps.map((one) => moved(one, by, lines)) })),
  };
}
