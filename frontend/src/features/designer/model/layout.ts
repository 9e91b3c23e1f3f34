// Places the river: steps top to bottom, branches side by side, closing again. Pure numbers, no React.
import type { Path, Step } from "./document";
import { CARD, CARD_GAP, COLUMN_GAP, END, FRAME_PAD, LABEL, MERGE, TRIGGER } from "./sizes";

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
  | (Box & { type: "path"; step: Step; path: Path });

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
  width: number;
  height: number;
}

interface End {
  node: string;
  flow: Flow;
}

type Measure = (step: Step) => number;

export function widthOf(step: Step): number {
  if (step.paths.length === 0) return CARD.width;
  const columns = step.paths.map((path) => sequenceWidth(path.steps));
  const block = columns.reduce((sum, width) => sum + width, 0) + COLUMN_GAP * (columns.length - 1);
  return Math.max(CARD.width, block + (step.kind === "repeat" ? 2 * FRAME_PAD : 0));
}

const sequenceWidth = (steps: Step[]): number => Math.max(CARD.width, ...steps.map(widthOf));

class River {
  readonly nodes: Placed[] = [];
  readonly links: Link[] = [];
  bottom = 0;

  constructor(private readonly measure: Measure) {}

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
    const id = `step:${step.id}@${step.place.from}`;
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
    if (step.paths.length === 0) return { y: y + height, open: [{ node: id, flow: done(step) }] };
    return step.kind === "repeat"
      ? this.loop(step, id, center, y + height, depth)
      : this.columns(step, id, center, y + height, depth);
  }

  private columns(
    step: Step,
    id: string,
    center: number,
    y: number,
    depth: number,
  ): { y: number; open: End[] } {
    const widths = step.paths.map((path) => sequenceWidth(path.steps));
    const total = widths.reduce((sum, width) => sum + width, 0) + COLUMN_GAP * (widths.length - 1);
    let left = center - total / 2;
    let lowest = y;
    const open: End[] = [];
    step.paths.forEach((_path, index) => {
      const width = widths[index] ?? CARD.width;
      const column = this.path(step, index, id, left + width / 2, y + CARD_GAP, depth);
      lowest = Math.max(lowest, column.y);
      open.push(...column.open);
      left += width + COLUMN_GAP;
    });
    if (open.length === 0) return { y: lowest, open: [] };
    return this.merge(step, center, lowest + CARD_GAP, open);
  }

  private path(step: Step, index: number, card: string, center: number, y: number, depth: number) {
    const path = step.paths[index] as Path;
    const id = `path:${step.id}@${step.place.from}/${index}`;
    const flow: Flow = { of: "outcome", step: step.id, names: path.outcomes };
    this.put({ type: "path", id, step, path, x: center - LABEL.width / 2, y, ...LABEL });
    this.join([{ node: card, flow }], id);
    const below = y + LABEL.height + (path.steps.length > 0 ? CARD_GAP / 2 : 0);
    return this.sequence(path.steps, center, below, [{ node: id, flow }], depth + 1);
  }

  private merge(step: Step, center: number, y: number, open: End[]): { y: number; open: End[] } {
    const id = `merge:${step.id}@${step.place.from}`;
    this.put({ type: "merge", id, x: center - MERGE / 2, y, width: MERGE, height: MERGE });
    this.join(open, id);
    return { y: y + MERGE, open: [{ node: id, flow: done(step) }] };
  }

  private loop(
    step: Step,
    card: string,
    center: number,
    y: number,
    depth: number,
  ): { y: number; open: End[] } {
    const [body] = step.paths;
    if (!body) return { y, open: [{ node: card, flow: done(step) }] };
    const top = y + CARD_GAP / 2;
    const inner = this.path(step, 0, card, center, top + FRAME_PAD / 2, depth);
    const width = sequenceWidth(body.steps) + 2 * FRAME_PAD;
    const id = `frame:${step.id}@${step.place.from}`;
    const height = inner.y + FRAME_PAD / 2 - top;
    this.put({ type: "frame", id, x: center - width / 2, y: top, width, height });
    // A body in which everyone leaves has no way back and nothing behind it.
    if (inner.open.length === 0) return { y: top + height, open: [] };
    const closed = this.merge(step, center, top + height + CARD_GAP / 2, inner.open);
    const node = `merge:${step.id}@${step.place.from}`;
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

/** Trigger at the top, centred on x = 0; y grows downwards. Pixels. */
export function layOut(steps: Step[], measure: Measure): Layout {
  const river = new River(measure);
  river.put({ type: "trigger", id: "trigger", x: -TRIGGER.width / 2, y: 0, ...TRIGGER });
  const start: End = { node: "trigger", flow: { of: "enrolled" } };
  const { y, open } = river.sequence(steps, 0, TRIGGER.height + CARD_GAP, [start], 0);
  if (open.length > 0) {
    river.put({ type: "end", id: "end", x: -END.width / 2, y: y + CARD_GAP, ...END });
    river.join(open, "end");
  }
  const width = Math.max(sequenceWidth(steps), TRIGGER.width);
  return { nodes: river.nodes, links: river.links, width, height: river.bottom };
}
