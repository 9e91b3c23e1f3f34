// Places the river: steps top to bottom, branches side by side, closing again. Pure numbers, no React.
import type { Spot } from "../draft/selection";
import type { Path, Step } from "./document";
import { CARD, CARD_GAP, COLUMN_GAP, END, FRAME_PAD, LABEL, MERGE, MERGE_GAP, TRIGGER } from "./sizes";

/** Whose numbers tell how many people walked along a link. */
export type Flow =
  | { of: "enrolled" }
  | { of: "entered"; step: string }
  | { of: "outcome"; step: string; names: string[] }
  | { of: "done"; step: string };

export interface Box {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Placed =
  | (Box & { type: "trigger" | "end" | "merge" | "frame" })
  | (Box & { type: "step"; step: Step; depth: number })
  | (Box & { type: "path"; step: Step; path: Path; index: number });

/** A place where steps can be put: behind what stands at `behind`. `x` and `y` are its middle. */
export interface Slot {
  behind: Spot;
  x: number;
  y: number;
}

export interface Link {
  id: string;
  from: string;
  to: string;
  flow: Flow;
  /** `back` runs against the river, from the end of a repeat to its card. */
  way: "down" | "back";
  /** For `back`: the x along which it climbs. */
  side?: number;
}

export interface Layout {
  nodes: Placed[];
  links: Link[];
  /** In the order of the text. */
  slots: Slot[];
  width: number;
  height: number;
}

interface End {
  node: string;
  flow: Flow;
}

type Measure = (step: Step) => number;

class River {
  readonly nodes: Placed[] = [];
  readonly links: Link[] = [];
  readonly slots: Slot[] = [];
  bottom = 0;
  private readonly widths = new Map<Step, number>();
  private readonly names = new Map<string, number>();

  constructor(
    private readonly measure: Measure,
    private readonly folded: ReadonlySet<string>,
  ) {}

  private isClosed(step: Step): boolean {
    return step.paths.length === 0 || this.folded.has(step.id);
  }

  widthOf(step: Step): number {
    if (this.isClosed(step)) return CARD.width;
    const known = this.widths.get(step);
    if (known !== undefined) return known;
    const columns = step.paths.map((path) => this.sequenceWidth(path.steps));
    const block = columns.reduce((sum, width) => sum + width, 0) + COLUMN_GAP * (columns.length - 1);
    const width = Math.max(CARD.width, block + (step.kind === "repeat" ? 2 * FRAME_PAD : 0));
    this.widths.set(step, width);
    return width;
  }

  sequenceWidth(steps: Step[]): number {
    return steps.reduce((width, step) => Math.max(width, this.widthOf(step)), CARD.width);
  }

  slot(behind: Spot, x: number, y: number): void {
    this.slots.push({ behind, x, y: y + CARD_GAP / 2 });
  }

  join(ends: End[], to: string): void {
    for (const end of ends) {
      this.links.push({ id: `${end.node}→${to}`, from: end.node, to, flow: end.flow, way: "down" });
    }
  }

  put(node: Placed): void {
    this.nodes.push(node);
    this.bottom = Math.max(this.bottom, node.y + node.height);
  }

  /** Lays steps from `y` down, centred on `center`; gives back where it ended and which ends are still open. */
  sequence(steps: Step[], center: number, y: number, open: End[], depth: number): { y: number; open: End[] } {
    let at = { y, open };
    steps.forEach((step, index) => {
      at = this.step(step, center, index === 0 ? at.y : at.y + CARD_GAP, at.open, depth);
    });
    return at;
  }

  private step(
    step: Step,
    center: number,
    y: number,
    open: End[],
    depth: number,
  ): { y: number; open: End[] } {
    const name = this.nameOf(step);
    const id = `step:${name}`;
    const height = this.measure(step);
    this.put({ type: "step", id, step, depth, x: center - CARD.width / 2, y, width: CARD.width, height });
    // A single end above is the step before: everyone who comes along is counted by this step itself.
    this.join(
      open.map((end) =>
        open.length === 1 && end.flow.of !== "outcome" ? { ...end, flow: entered(step) } : end,
      ),
      id,
    );
    if (step.kind === "exit") return { y: y + height, open: [] };
    const below = this.block(step, name, center, y + height, depth);
    // Behind a block in which everybody leaves nothing can be reached.
    if (below.open.length > 0) this.slot({ of: "step", id: step.id }, center, below.y);
    return below;
  }

  /** Names stay the same when text above changes, so that what is on the screen stays the same thing. */
  private nameOf(step: Step): string {
    const seen = this.names.get(step.id) ?? 0;
    this.names.set(step.id, seen + 1);
    return seen === 0 ? step.id : `${step.id}#${seen + 1}`;
  }

  private block(step: Step, name: string, center: number, y: number, depth: number) {
    if (this.isClosed(step)) return { y, open: [{ node: `step:${name}`, flow: done(step) }] };
    return step.kind === "repeat"
      ? this.loop(step, name, center, y, depth)
      : this.columns(step, name, center, y, depth);
  }

  private columns(
    step: Step,
    name: string,
    center: number,
    y: number,
    depth: number,
  ): { y: number; open: End[] } {
    const widths = step.paths.map((path) => this.sequenceWidth(path.steps));
    const total = widths.reduce((sum, width) => sum + width, 0) + COLUMN_GAP * (widths.length - 1);
    let left = center - total / 2;
    let lowest = y;
    const open: End[] = [];
    step.paths.forEach((_path, index) => {
      const width = widths[index] ?? CARD.width;
      const column = this.path(step, index, name, left + width / 2, y + CARD_GAP, depth);
      lowest = Math.max(lowest, column.y);
      open.push(...column.open);
      left += width + COLUMN_GAP;
    });
    if (open.length === 0) return { y: lowest, open: [] };
    return this.merge(step, name, center, lowest + MERGE_GAP, open);
  }

  private path(step: Step, index: number, name: string, center: number, y: number, depth: number) {
    const path = step.paths[index] as Path;
    const id = `path:${name}/${index}`;
    const flow: Flow = { of: "outcome", step: step.id, names: path.outcomes };
    this.put({ type: "path", id, step, path, index, x: center - LABEL.width / 2, y, ...LABEL });
    this.join([{ node: `step:${name}`, flow }], id);
    if (path.at) this.slot({ of: "path", step: step.id, index }, center, y + LABEL.height);
    const below = y + LABEL.height + (path.steps.length > 0 ? CARD_GAP : 0);
    return this.sequence(path.steps, center, below, [{ node: id, flow }], depth + 1);
  }

  private merge(
    step: Step,
    name: string,
    center: number,
    y: number,
    open: End[],
  ): { y: number; open: End[] } {
    const id = `merge:${name}`;
    this.put({ type: "merge", id, x: center - MERGE / 2, y, width: MERGE, height: MERGE });
    this.join(open, id);
    return { y: y + MERGE, open: [{ node: id, flow: done(step) }] };
  }

  private loop(
    step: Step,
    name: string,
    center: number,
    y: number,
    depth: number,
  ): { y: number; open: End[] } {
    const [body] = step.paths;
    const card = `step:${name}`;
    if (!body) return { y, open: [{ node: card, flow: done(step) }] };
    const top = y + CARD_GAP / 2;
    const inner = this.path(step, 0, name, center, top + FRAME_PAD / 2, depth);
    const width = this.sequenceWidth(body.steps) + 2 * FRAME_PAD;
    const id = `frame:${name}`;
    const height = inner.y + FRAME_PAD - top;
    this.put({ type: "frame", id, x: center - width / 2, y: top, width, height });
    // A body in which everyone leaves has no way back and nothing behind it.
    if (inner.open.length === 0) return { y: top + height, open: [] };
    const closed = this.merge(step, name, center, top + height + CARD_GAP, inner.open);
    const node = `merge:${name}`;
    const flow: Flow = { of: "outcome", step: step.id, names: body.outcomes };
    this.links.push({
      id: `${node}→${card}`,
      from: node,
      to: card,
      flow,
      way: "back",
      side: center - width / 2 + FRAME_PAD / 2,
    });
    return closed;
  }
}

const entered = (step: Step): Flow => ({ of: "entered", step: step.id });
const done = (step: Step): Flow => ({ of: "done", step: step.id });

const NONE: ReadonlySet<string> = new Set();

/** Trigger at the top, centred on x = 0; y grows downwards. Pixels. Folded blocks are one card. */
export function layOut(steps: Step[], measure: Measure, folded = NONE): Layout {
  const river = new River(measure, folded);
  river.put({ type: "trigger", id: "trigger", x: -TRIGGER.width / 2, y: 0, ...TRIGGER });
  river.slot({ of: "trigger" }, 0, TRIGGER.height);
  const start: End = { node: "trigger", flow: { of: "enrolled" } };
  const { y, open } = river.sequence(steps, 0, TRIGGER.height + CARD_GAP, [start], 0);
  if (open.length > 0) {
    river.put({ type: "end", id: "end", x: -END.width / 2, y: y + CARD_GAP, ...END });
    river.join(open, "end");
  }
  const width = Math.max(river.sequenceWidth(steps), TRIGGER.width);
  const { nodes, links, slots, bottom: height } = river;
  return { nodes, links, slots, width, height };
}
