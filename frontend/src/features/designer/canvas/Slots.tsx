// A "+" between two cards; while something is carried, the places where it can be put.
import { IconPlus } from "@tabler/icons-react";
import { memo } from "react";
import { w } from "~/words";
import { isPlaceFor } from "../draft/commanding";
import { spotKey } from "../draft/selection";
import { useHands } from "../gestures/context";
import type { Slot } from "../model/layout";
import { useView, useViewed } from "../view/view";
import classes from "./Canvas.module.css";
import { isSeen, useSight } from "./sight";

export const SLOT = 22;
const HINT = { width: 220, height: 24 };

const boxOf = ({ x, y }: Slot) => ({ x: x - HINT.width / 2, y: y - HINT.height / 2, ...HINT });

function AddButton({ slot }: { slot: Slot }) {
  const view = useView();
  const { gestures } = useHands();
  return (
    <button
      type="button"
      className={classes.add}
      tabIndex={-1}
      aria-label={`${w.canvas.add.here}: ${gestures.nameOf(slot.behind)}`}
      data-behind={spotKey(slot.behind)}
      style={{ transform: `translate(${slot.x - SLOT / 2}px, ${slot.y - SLOT / 2}px)` }}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        view.set({ adding: { behind: slot.behind, at: { x: left, y: bottom } } });
      }}
    >
      <IconPlus size={14} stroke={2} aria-hidden />
    </button>
  );
}

function Hint({ slot, target }: { slot: Slot; target: boolean }) {
  const { x, y } = boxOf(slot);
  return (
    <div
      className={classes.hint}
      data-target={target || undefined}
      style={{ transform: `translate(${x}px, ${y}px)`, ...HINT }}
      aria-hidden
    />
  );
}

export const Slots = memo(function Slots({ slots }: { slots: Slot[] }) {
  const sight = useSight();
  const { gestures } = useHands();
  const carry = useViewed((state) => state.carry);
  if (!gestures.canWrite()) return null;
  const seen = slots.filter((slot) => isSeen(sight, boxOf(slot)));
  if (!carry) return seen.map((slot) => <AddButton key={spotKey(slot.behind)} slot={slot} />);
  const ids = carry.what.of === "steps" && !carry.what.copy ? carry.what.ids : null;
  const target = spotKey(carry.behind);
  return seen
    .filter((slot) => !ids || isPlaceFor(gestures.ground(), ids, slot.behind))
    .map((slot) => {
      const key = spotKey(slot.behind);
      return <Hint key={key} slot={slot} target={key === target} />;
    });
});
