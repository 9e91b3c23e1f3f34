// What hands and keys can do to a journey, each as one command of the document. No React, no DOM.
import { w } from "~/words";
import { isPlaceFor, placeBehind, topmost, wayOff } from "../draft/commanding";
import { foldable, foldsAround } from "../draft/folds";
import { atSpot, type Spot, several, toggled } from "../draft/selection";
import type { JourneyDocument, Path, Step } from "../model/document";
import {
  addStep,
  addWay,
  copySteps,
  cutSteps,
  deleteParked,
  deleteSteps,
  duplicate,
  isRefused,
  moveSteps,
  type Outcome,
  type Parked,
  parkedSteps,
  parkSteps,
  pasteSteps,
  removeCase,
  removePath,
  removeWay,
  restoreParked,
  wrapSteps,
} from "../model/editing";
import { type Direction, type Ground, groundOf, stretch, Walker } from "../model/walking";
import type { NewWay } from "../steps/definition";
import type { DesignerStore } from "../store";
import { rememberKind } from "./recent";

const grounds = new WeakMap<JourneyDocument, Ground>();

export type Wrapping = "branch" | "repeat" | "split";

export class Gestures {
  /** Where a stretch of chosen steps began. */
  private anchor: string | null = null;
  readonly walker: Walker;

  constructor(
    readonly store: DesignerStore,
    private readonly mayWrite: () => boolean,
  ) {
    this.walker = new Walker(
      () => this.steps(),
      () => this.ground(),
      (id) => store.get().folded.has(id),
    );
  }

  steps = (): Step[] => this.store.get().document?.steps ?? [];

  ground(): Ground {
    const { document } = this.store.get();
    if (!document) return new Map();
    const known = grounds.get(document) ?? groundOf(document.steps);
    grounds.set(document, known);
    return known;
  }

  spot = (): Spot => this.store.get().spot ?? { of: "trigger" };

  /** The chosen steps that a command is about, in the order of the text. */
  chosen = (): string[] => topmost(this.ground(), this.store.get().chosen);

  readonly canWrite = (): boolean => this.mayWrite();

  // Walking and choosing

  walk(direction: Direction): void {
    const next = this.walker.go(this.store.get().spot, direction);
    if (next) this.stand(next);
  }

  stand(spot: Spot | null): void {
    this.anchor = spot?.of === "step" ? spot.id : null;
    this.store.choose(atSpot(spot));
  }

  /** Chooses from where the choosing began to the step before or behind. */
  extend(direction: "down" | "up"): void {
    const { spot } = this.store.get();
    if (spot?.of !== "step") {
      this.walk(direction);
      return;
    }
    const here = this.ground().get(spot.id);
    const next = here?.list[here.index + (direction === "down" ? 1 : -1)];
    if (!next) return;
    this.anchor ??= spot.id;
    this.store.choose(several(stretch(this.ground(), this.anchor, next.id)));
  }

  toggle = (id: string): void => this.store.choose(toggled(this.store.get(), id));

  all = (): void => this.store.choose(several(this.steps().map(({ id }) => id)));

  clear = (): void => this.stand(null);

  // Changing

  private run(command: Parameters<DesignerStore["run"]>[0]): Outcome | null {
    return this.mayWrite() ? this.store.run(command) : null;
  }

  add(kind: string, behind: Spot): void {
    const place = placeBehind(this.ground(), behind);
    if (!place) {
      this.store.say(w.canvas.refusals["no-such-place"]);
      return;
    }
    this.open(behind);
    rememberKind(kind);
    this.run((draft) => addStep(draft, { kind, place }));
  }

  move(ids: readonly string[], behind: Spot): void {
    const place = placeBehind(this.ground(), behind);
    if (place && isPlaceFor(this.ground(), ids, behind))
      this.run((draft) => moveSteps(draft, { steps: topmost(this.ground(), ids), place }));
  }

  copyTo(ids: readonly string[], behind: Spot): void {
    this.paste(copySteps(this.store.get().draft, topmost(this.ground(), ids)), behind);
  }

  /** The chosen steps as YAML; "" when nothing is chosen. */
  copy(): string {
    const steps = this.chosen();
    if (steps.length === 0) return "";
    this.store.say(w.canvas.copied(steps.length));
    return copySteps(this.store.get().draft, steps);
  }

  cut(): string {
    const steps = this.chosen();
    if (steps.length === 0 || !this.mayWrite()) return "";
    const text = copySteps(this.store.get().draft, steps);
    this.leaving(steps, () => this.run((draft) => cutSteps(draft, { steps })));
    return text;
  }

  paste(text: string, behind = this.spot()): void {
    const place = placeBehind(this.ground(), behind);
    if (!place || text.trim() === "") return;
    const outcome = this.run((draft) => pasteSteps(draft, { text, place }));
    if (outcome && !isRefused(outcome) && outcome.unresolved?.length)
      this.store.say(w.canvas.unresolved(outcome.unresolved.join(", ")));
  }

  duplicate(): void {
    const steps = this.chosen();
    if (steps.length > 0) this.run((draft) => duplicate(draft, { steps }));
  }

  /** Takes the chosen steps away; on a way, the way itself. */
  remove(): void {
    const { spot } = this.store.get();
    const steps = this.chosen();
    if (spot?.of === "path") this.removeWay(spot.step, spot.index);
    else if (steps.length > 0) this.leaving(steps, () => this.run((draft) => deleteSteps(draft, { steps })));
  }

  park(): void {
    const steps = this.chosen();
    if (steps.length > 0) this.leaving(steps, () => this.run((draft) => parkSteps(draft, { steps })));
  }

  parked = (): Parked[] => parkedSteps(this.store.get().draft);

  /** Puts a parked step back and goes to it. `line`: as `parked` gives it. */
  restore(line: number): void {
    const outcome = this.run((draft) => restoreParked(draft, { line }));
    const [id] = outcome && !isRefused(outcome) ? outcome.ids : [];
    if (id !== undefined) this.open({ of: "step", id });
  }

  forgetParked(line: number): void {
    this.run((draft) => deleteParked(draft, { line }));
  }

  wrap(kind: Wrapping): void {
    const steps = this.chosen();
    if (steps.length > 0) this.run((draft) => wrapSteps(draft, { steps, in: kind }));
  }

  private removeWay(id: string, index: number): void {
    const step = this.ground().get(id)?.step;
    const path = step?.paths[index];
    const off = step && path && wayOff(step, path);
    if (!off) {
      this.store.say(w.canvas.refusals["last-one"]);
      return;
    }
    const outcome = this.run((draft) => {
      if (off.of === "case") return removeCase(draft, { step: id, index: off.index });
      if (off.of === "path") return removePath(draft, { step: id, name: off.name });
      return removeWay(draft, { step: id, at: off.at });
    });
    if (outcome && !isRefused(outcome)) this.stand({ of: "step", id });
  }

  /** Not those that several outcomes share: which of them would be meant? */
  takesSteps(spot: Spot): boolean {
    if (spot.of !== "path") return true;
    return this.ground().get(spot.step)?.step.paths[spot.index]?.at !== undefined;
  }

  /** A way of its own, such as for one of several events; the keyboard then stands on it. */
  giveWay(id: string, at: NewWay["at"]): void {
    const outcome = this.run((draft) => addWay(draft, { step: id, at }));
    if (!outcome || isRefused(outcome)) return;
    const paths = this.ground().get(id)?.step.paths ?? [];
    const index = paths.findIndex((path) => path.at?.join() === at.join());
    this.stand(index < 0 ? { of: "step", id } : { of: "path", step: id, index });
  }

  canRemoveWay(step: Step, path: Path): boolean {
    return wayOff(step, path) !== null;
  }

  /** When steps go, the keyboard stands where it can go on. */
  private leaving(steps: string[], act: () => Outcome | null): void {
    const [first = ""] = steps;
    const before = this.walker.go({ of: "step", id: first }, "up");
    const outcome = act();
    if (outcome && !isRefused(outcome)) this.stand(before);
  }

  // Folding

  fold(id?: string): void {
    const { spot, selected } = this.store.get();
    const step = this.ground().get(id ?? selected ?? "");
    const block = step?.step.paths.length ? step.step : (step?.block ?? null);
    if (!block) return;
    this.store.foldStep(block.id);
    const inside = this.store.get().folded.has(block.id) && (spot?.of === "path" || selected !== block.id);
    if (inside && id === undefined) this.stand({ of: "step", id: block.id });
  }

  /** Folds every block among the chosen steps; unfolds them where all are folded. */
  foldChosen(): void {
    const { chosen, folded } = this.store.get();
    const blocks = chosen.filter((id) => (this.ground().get(id)?.step.paths.length ?? 0) > 0);
    const fold = blocks.some((id) => !folded.has(id));
    for (const id of blocks) this.store.foldStep(id, fold);
  }

  foldAll(): void {
    const { folded } = this.store.get();
    this.store.foldAll(folded.size > 0 ? [] : foldable(this.steps()));
  }

  /** Shows a spot that is inside folded blocks. */
  open(spot: Spot): void {
    const { folded } = this.store.get();
    const id = spot.of === "step" ? spot.id : spot.of === "path" ? spot.step : null;
    if (id === null) return;
    for (const block of foldsAround(this.steps(), id, folded)) this.store.foldStep(block, false);
    if (spot.of === "path") this.store.foldStep(spot.step, false);
  }

  reveal(id: string): void {
    this.open({ of: "step", id });
    this.stand({ of: "step", id });
  }

  nameOf(spot: Spot): string {
    if (spot.of === "trigger") return w.canvas.places.first;
    if (spot.of === "step") return w.canvas.places.after(spot.id);
    const path = this.ground().get(spot.step)?.step.paths[spot.index];
    return w.canvas.places.into(path?.words ?? "", spot.step);
  }
}
