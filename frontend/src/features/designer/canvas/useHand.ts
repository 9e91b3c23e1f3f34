// The hand on the canvas: choosing by click, carrying steps, drawing a band around several. Pointer events only.
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef } from "react";
import { isPlaceFor } from "../draft/commanding";
import { type Spot, several, spotKey } from "../draft/selection";
import { useHands } from "../gestures/context";
import type { Hands } from "../gestures/keys";
import { drop, leave } from "../gestures/moving";
import type { Slot } from "../model/layout";
import type { Picture } from "../model/picture";
import type { At, Carried } from "../view/view";
import { riverBox } from "./bounds";
import { type Drift, startDrift } from "./drift";

/** Movement, in pixels of the screen, below which a press is a click. */
export const STILL = 5;
/** How far from a place something may be let go, in pixels of the picture. */
const REACH = { across: 260, down: 130 };

function nearest(slots: Slot[], at: At, fits: (slot: Slot) => boolean): Spot | null {
  let best: Spot | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const slot of slots) {
    const across = Math.abs(slot.x - at.x);
    const down = Math.abs(slot.y - at.y);
    if (across > REACH.across || down > REACH.down) continue;
    const far = down + across / 2;
    if (far < least && fits(slot)) [best, least] = [slot.behind, far];
  }
  return best;
}

/** Follows the pointer until it is let go, or Escape is pressed. */
function follow(onMove: (at: At) => void, onEnd: (let_go: boolean) => void): void {
  const move = (event: PointerEvent) => onMove({ x: event.clientX, y: event.clientY });
  const stop = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== "Escape") return;
    window.removeEventListener("pointermove", move);
    for (const name of ENDS) window.removeEventListener(name, stop, true);
    if (event instanceof KeyboardEvent) event.stopPropagation();
    onEnd(event.type === "pointerup");
  };
  window.addEventListener("pointermove", move);
  for (const name of ENDS) window.addEventListener(name, stop, true);
}

const ENDS = ["pointerup", "pointercancel", "keydown"] as const;

export interface Band {
  from: At;
  to: At;
}

/** Starts carrying from anywhere on the page; the canvas finds the place under the hand. */
export function useCarrying(picture: Picture): (what: Carried, at: At) => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const hands = useHands();
  const latest = useRef(picture);
  latest.current = picture;
  return useCallback(
    (what, at) => {
      const { view, gestures } = hands;
      if (!gestures.canWrite()) return;
      view.set({ carry: { what, by: "hand", behind: null } });
      let drift: Drift | null = null;
      const find = (point: At) => {
        const { carry } = view.get();
        const ground = store.getState().domNode?.getBoundingClientRect();
        if (!carry || !ground) return;
        const over =
          point.x > ground.left && point.x < ground.right && point.y > ground.top && point.y < ground.bottom;
        const ids = what.of === "steps" && !what.copy ? what.ids : null;
        const fits = (slot: Slot) => !ids || isPlaceFor(gestures.ground(), ids, slot.behind);
        const behind = over ? nearest(latest.current.slots, flow.screenToFlowPosition(point), fits) : null;
        if (spotKey(behind) !== spotKey(carry.behind)) view.set({ carry: { ...carry, behind } });
      };
      drift = startDrift(
        flow,
        () => store.getState().domNode,
        () => riverBox(latest.current),
        find,
      );
      drift.at(at);
      find(at);
      follow(
        (point) => {
          drift.at(point);
          find(point);
        },
        (letGo) => {
          drift.stop();
          view.putDown = performance.now();
          if (letGo) drop(hands);
          else leave(hands);
          view.camera?.focus();
        },
      );
    },
    [flow, store, hands],
  );
}

interface Pressed {
  onPointerDown: (event: ReactPointerEvent) => void;
}

/** Presses on cards: a click chooses, a movement carries. Presses on the ground with Shift: a band. */
export function useHand(
  picture: Picture,
  carry: (what: Carried, at: At) => void,
  onBand: (band: Band | null) => void,
): Pressed {
  const hands = useHands();
  const flow = useReactFlow();
  const pressed = useRef<Element | null>(null);
  useEffect(() => {
    const up = () => {
      pressed.current?.classList.remove("nopan");
      pressed.current = null;
    };
    window.addEventListener("pointerup", up, true);
    return () => window.removeEventListener("pointerup", up, true);
  }, []);

  const onPointerDown = (event: ReactPointerEvent) => {
    const target = event.target as Element;
    const thing = target.closest<HTMLElement>("[data-spot]");
    if (event.button !== 0 || target.closest("button, [data-does]")) return;
    const from = { x: event.clientX, y: event.clientY };
    if (!thing && event.shiftKey && target.closest(".react-flow__pane")) {
      drawBand(from, event, onBand, (band) => chooseInside(hands, picture, flow.screenToFlowPosition, band));
      return;
    }
    const id = thing?.dataset.step;
    if (!thing || id === undefined || event.pointerType === "touch") return;
    // A hand on a card carries it; React Flow would move the whole picture.
    thing.classList.add("nopan");
    pressed.current = thing;
    let begun = false;
    follow(
      (at) => {
        if (begun || Math.hypot(at.x - from.x, at.y - from.y) < STILL) return;
        begun = true;
        const { chosen } = hands.gestures.store.get();
        const ids = chosen.includes(id) ? hands.gestures.chosen() : [id];
        carry({ of: "steps", ids, copy: event.altKey }, at);
      },
      () => {},
    );
  };
  return { onPointerDown };
}

function drawBand(
  from: At,
  event: ReactPointerEvent,
  onBand: (band: Band | null) => void,
  choose: (band: Band) => void,
): void {
  const pane = (event.target as Element).closest(".react-flow__pane");
  pane?.classList.add("nopan");
  let band: Band = { from, to: from };
  follow(
    (to) => {
      band = { from, to };
      onBand(band);
    },
    (letGo) => {
      pane?.classList.remove("nopan");
      onBand(null);
      if (letGo && band.to !== from) choose(band);
    },
  );
}

function chooseInside({ gestures }: Hands, picture: Picture, toFlow: (at: At) => At, band: Band): void {
  const a = toFlow(band.from);
  const b = toFlow(band.to);
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  const ids = picture.nodes.flatMap((node) => {
    const touched =
      node.x < right && node.x + node.width > left && node.y < bottom && node.y + node.height > top;
    return node.type === "step" && touched ? [node.data.step.id] : [];
  });
  gestures.store.choose(several(ids));
}
