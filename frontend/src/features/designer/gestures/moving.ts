// Moving steps by keyboard: places are walked through in the order of the text; Enter puts the steps down.
import { w } from "~/words";
import { isPlaceFor } from "../draft/commanding";
import type { Spot } from "../draft/selection";
import type { Step } from "../model/document";
import type { Hands } from "./keys";

/** Every place where steps can stand, in the order of the text; folded blocks have none inside. */
export function placesOf(steps: Step[], folded: ReadonlySet<string>): Spot[] {
  const inside = (list: Step[]): Spot[] =>
    list.flatMap((step) => {
      const open = !folded.has(step.id);
      const ways = step.paths.flatMap((path, index): Spot[] => [
        ...(path.at ? [{ of: "path", step: step.id, index } as const] : []),
        ...inside(path.steps),
      ]);
      const behind: Spot[] = step.kind === "exit" ? [] : [{ of: "step", id: step.id }];
      return [...(open ? ways : []), ...behind];
    });
  return [{ of: "trigger" }, ...inside(steps)];
}

type Hand = Pick<Hands, "gestures" | "view">;

function placesFor({ gestures }: Hand, ids: readonly string[]): Spot[] {
  const ground = gestures.ground();
  const { folded } = gestures.store.get();
  return placesOf(gestures.steps(), folded).filter((spot) => isPlaceFor(ground, ids, spot));
}

const same = (a: Spot | null) => (b: Spot) => JSON.stringify(a) === JSON.stringify(b);

function tell({ gestures }: Hand, places: Spot[], at: number): void {
  const spot = places[at];
  if (spot) gestures.store.say(w.canvas.move.place(at + 1, places.length, gestures.nameOf(spot)));
}

export function begin(hand: Hand): void {
  const { gestures, view } = hand;
  const ids = gestures.chosen();
  if (ids.length === 0 || !gestures.canWrite()) return;
  const places = placesFor(hand, ids);
  const order = placesOf(gestures.steps(), gestures.store.get().folded);
  const here = order.findIndex(same({ of: "step", id: ids.at(-1) ?? "" }));
  const next = places.find((spot) => order.findIndex(same(spot)) > here) ?? places.at(-1);
  if (!next) {
    gestures.store.say(w.canvas.move.none);
    return;
  }
  view.set({ carry: { what: { of: "steps", ids, copy: false }, by: "keys", behind: next } });
  gestures.store.say(w.canvas.move.begin(ids.length));
}

const shift = (by: number) => (hand: Hand) => {
  const { carry } = hand.view.get();
  if (carry?.what.of !== "steps") return;
  const places = placesFor(hand, carry.what.ids);
  const at = Math.max(0, Math.min(places.length - 1, places.findIndex(same(carry.behind)) + by));
  hand.view.set({ carry: { ...carry, behind: places[at] ?? null } });
  tell(hand, places, at);
};

/** Puts down what is carried, by hand or by keys. */
export function drop({ gestures, view }: Hand): void {
  const { carry } = view.get();
  view.set({ carry: null });
  if (!carry?.behind) return;
  const { what, behind } = carry;
  if (what.of === "kind") gestures.add(what.kind, behind);
  else if (what.copy) gestures.copyTo(what.ids, behind);
  else gestures.move(what.ids, behind);
}

export function leave({ gestures, view }: Hand): void {
  view.set({ carry: null });
  gestures.store.say(w.canvas.move.left);
}

export const KEYS: Record<string, (hand: Hand) => void> = {
  ArrowDown: shift(1),
  ArrowRight: shift(1),
  ArrowUp: shift(-1),
  ArrowLeft: shift(-1),
  Enter: drop,
  " ": drop,
  Escape: leave,
  Tab: leave,
};
