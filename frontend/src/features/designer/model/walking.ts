// Where the arrow keys lead: down and up along the river, sideways to the way beside. Pure.
import type { Spot } from "../draft/selection";
import type { Step } from "./document";

/** Where a step stands: its neighbours, and the way of the block it is in. */
export interface Standing {
  step: Step;
  list: Step[];
  index: number;
  block: Step | null;
  way: number;
}

export type Ground = ReadonlyMap<string, Standing>;

export function groundOf(steps: Step[]): Ground {
  const ground = new Map<string, Standing>();
  const put = (list: Step[], block: Step | null, way: number) => {
    list.forEach((step, index) => {
      if (!ground.has(step.id)) ground.set(step.id, { step, list, index, block, way });
      for (const [at, path] of step.paths.entries()) put(path.steps, step, at);
    });
  };
  put(steps, null, 0);
  return ground;
}

export type Direction = "down" | "up" | "left" | "right";

export class Walker {
  /** The way somebody walked last in each block, so that up leads back along it. */
  private readonly lastWay = new Map<string, number>();

  constructor(
    private readonly steps: () => Step[],
    private readonly ground: () => Ground,
    private readonly isFolded: (id: string) => boolean,
  ) {}

  /** Null: there is nothing that way. */
  go(from: Spot | null, direction: Direction): Spot | null {
    const spot = from ?? (direction === "up" ? null : ({ of: "trigger" } as const));
    if (!spot) return this.last();
    if (!from) return spot;
    this.remember(spot);
    const next = this[direction](spot);
    if (next) this.remember(next);
    return next;
  }

  last(): Spot {
    const step = this.steps().at(-1);
    return step ? { of: "step", id: step.id } : { of: "trigger" };
  }

  private remember(spot: Spot): void {
    if (spot.of === "path") this.lastWay.set(spot.step, spot.index);
    if (spot.of !== "step") return;
    for (let at = this.ground().get(spot.id); at?.block; at = this.ground().get(at.block.id))
      this.lastWay.set(at.block.id, at.way);
  }

  private isOpen = (step: Step) => step.paths.length > 0 && !this.isFolded(step.id);

  private way(step: Step): number {
    const kept = this.lastWay.get(step.id) ?? 0;
    return kept < step.paths.length ? kept : 0;
  }

  private down(spot: Spot): Spot | null {
    if (spot.of === "trigger") return at(this.steps()[0]);
    if (spot.of === "path") {
      const block = this.ground().get(spot.step)?.step;
      return at(block?.paths[spot.index]?.steps[0]) ?? this.behind(spot.step);
    }
    const step = this.ground().get(spot.id)?.step;
    if (step && this.isOpen(step)) return { of: "path", step: step.id, index: this.way(step) };
    return this.behind(spot.id);
  }

  /** The step behind this one, or behind the block that ends with it. */
  private behind(id: string): Spot | null {
    for (
      let here = this.ground().get(id);
      here;
      here = here.block ? this.ground().get(here.block.id) : undefined
    ) {
      const next = here.list[here.index + 1];
      if (next) return at(next);
    }
    return null;
  }

  private up(spot: Spot): Spot | null {
    if (spot.of === "trigger") return null;
    if (spot.of === "path") return { of: "step", id: spot.step };
    const here = this.ground().get(spot.id);
    if (!here) return null;
    const before = here.list[here.index - 1];
    if (before) return this.bottomOf(before);
    return here.block ? { of: "path", step: here.block.id, index: here.way } : { of: "trigger" };
  }

  private bottomOf(step: Step): Spot {
    if (!this.isOpen(step)) return { of: "step", id: step.id };
    const index = this.way(step);
    const inner = step.paths[index]?.steps.at(-1);
    return inner ? this.bottomOf(inner) : { of: "path", step: step.id, index };
  }

  private left = (spot: Spot): Spot | null => this.aside(spot, -1) ?? this.out(spot);

  private right = (spot: Spot): Spot | null => this.aside(spot, 1) ?? this.into(spot);

  private aside(spot: Spot, by: number): Spot | null {
    if (spot.of === "trigger") return null;
    if (spot.of === "path") {
      const block = this.ground().get(spot.step)?.step;
      const index = spot.index + by;
      if (block?.paths[index]) return { of: "path", step: spot.step, index };
      return this.aside({ of: "step", id: spot.step }, by);
    }
    const here = this.ground().get(spot.id);
    if (!here?.block) return null;
    const way = here.way + by;
    const path = here.block.paths[way];
    if (!path) return this.aside({ of: "step", id: here.block.id }, by);
    const beside = path.steps[Math.min(here.index, path.steps.length - 1)];
    return at(beside) ?? { of: "path", step: here.block.id, index: way };
  }

  private out(spot: Spot): Spot | null {
    if (spot.of === "path") return { of: "step", id: spot.step };
    const block = spot.of === "step" ? this.ground().get(spot.id)?.block : null;
    return block ? { of: "step", id: block.id } : null;
  }

  private into(spot: Spot): Spot | null {
    const step = spot.of === "step" ? this.ground().get(spot.id)?.step : null;
    return step && this.isOpen(step) ? { of: "path", step: step.id, index: 0 } : null;
  }
}

const at = (step: Step | undefined): Spot | null => (step ? { of: "step", id: step.id } : null);

/** The steps from one to another of the same list, both included; only the second where they are of two lists. */
export function stretch(ground: Ground, from: string, to: string): string[] {
  const [a, b] = [ground.get(from), ground.get(to)];
  if (!a || !b || a.list !== b.list) return [to];
  const [low, high] = [Math.min(a.index, b.index), Math.max(a.index, b.index)];
  const ids = a.list.slice(low, high + 1).map(({ id }) => id);
  return a.index <= b.index ? ids : ids.reverse();
}
