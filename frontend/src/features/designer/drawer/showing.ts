// From a problem to what it is about: the step on the canvas, and the field of the form where it has one.
import type { Problem } from "~/api/types";
import type { Hands } from "../gestures/keys";
import { type Keys, placed } from "../inspector/form/places";
import { pathOf } from "../model/editing";
import { isOwn, stepOf, usedBy } from "../model/problems";

const FIELD = "input,textarea,select,button,[contenteditable=true]";

/** The form's field around a place inside the step: the deepest that is shown. */
function fieldOf(form: Element, path: Keys): HTMLElement | null {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join(".");
    const found = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    if (found) return found;
  }
  return null;
}

function enter(path: Keys): boolean {
  const form = document.querySelector("[data-inspector]");
  const field = form && fieldOf(form, path);
  if (!field) return false;
  field.scrollIntoView({ block: "center" });
  field.querySelector<HTMLElement>(FIELD)?.focus({ preventScroll: true });
  return true;
}

/** The place inside its step, or in the journey where it is in none. */
function within({ gestures }: Hands, problem: Problem, step: string | null): Keys {
  const { text, draft } = gestures.store.get();
  const path = placed(text, [problem])[0]?.path ?? [];
  const at = step === null ? [] : (pathOf(draft, step) ?? []);
  return at.every((key, index) => path[index] === key) ? path.slice(at.length) : [];
}

/** Chooses the step and puts the keyboard into the field; where no form shows it, into the text. */
export function showProblem(hands: Hands, problem: Problem): void {
  const { store } = hands.gestures;
  const { document: journey, slips } = store.get();
  const step = journey ? stepOf(problem, journey.steps) : null;
  if (step === null) store.select(null);
  else hands.gestures.reveal(step);
  if (!isOwn(problem)) {
    const used = usedBy(problem);
    if (used && step !== null) whenDrawn(step, () => void enter([used.field]));
    if (problem.scenario !== null) store.show("play");
    return;
  }
  const path = within(hands, problem, step);
  whenDrawn(step, () => {
    if (slips.length > 0 || !enter(path)) store.goToLine(problem.line, problem.column);
  });
}

const PATIENCE = 30; // frames

/** The form of another step comes after the canvas was painted. */
export function whenDrawn(step: string | null, run: () => void, frames = PATIENCE): void {
  requestAnimationFrame(() => {
    const panel = document.querySelector<HTMLElement>("[data-inspector] > aside");
    if (frames === 0 || (panel?.dataset.step ?? null) === step) run();
    else whenDrawn(step, run, frames - 1);
  });
}
