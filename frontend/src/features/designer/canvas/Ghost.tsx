// What a hand carries, beside the pointer.
import { useEffect, useRef } from "react";
import { w } from "~/words";
import { definitionOf } from "../steps/definitions";
import { iconOf } from "../steps/icons";
import { type Carried, useViewed } from "../view/view";
import classes from "./Canvas.module.css";

function told(what: Carried): string {
  if (what.of === "kind") return definitionOf(what.kind).name;
  return what.ids.length === 1 ? (what.ids[0] ?? "") : w.canvas.move.carried(what.ids.length);
}

export function Ghost() {
  const carry = useViewed((state) => state.carry);
  const ghost = useRef<HTMLDivElement>(null);
  const shown = carry?.by === "hand";
  useEffect(() => {
    if (!shown) return;
    const move = ({ clientX, clientY }: PointerEvent) => {
      if (ghost.current) ghost.current.style.transform = `translate(${clientX + 14}px, ${clientY + 10}px)`;
    };
    window.addEventListener("pointermove", move);
    return () => window.removeEventListener("pointermove", move);
  }, [shown]);
  if (!carry || !shown) return null;
  const Icon = iconOf(carry.what.of === "kind" ? carry.what.kind : "");
  return (
    <div
      ref={ghost}
      className={classes.ghost}
      data-copy={carry.what.of === "steps" && carry.what.copy}
      aria-hidden
    >
      {carry.what.of === "kind" && <Icon size={16} stroke={1.75} />}
      {told(carry.what)}
    </div>
  );
}
