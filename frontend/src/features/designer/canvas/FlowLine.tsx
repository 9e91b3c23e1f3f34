// A line between two cards; its thickness is how many people walked it.
import { BaseEdge, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { CARD_GAP } from "../model/sizes";
import classes from "./Canvas.module.css";

interface LineData extends Record<string, unknown> {
  way: "down" | "back";
  side: number;
  count: number;
  stroke: number;
}

/** Up along `side`, with round corners, into the card's left edge. */
function climb(x: number, y: number, side: number, toX: number, toY: number): string {
  const r = 8;
  return `M ${x} ${y} H ${side + r} Q ${side} ${y} ${side} ${y - r} V ${toY + r} Q ${side} ${toY} ${side + r} ${toY} H ${toX}`;
}

export function FlowLine({
  id,
  source,
  sourceX,
  sourceY,
  targetX,
  targetY,
  target,
  sourcePosition,
  targetPosition,
  data,
}: EdgeProps) {
  const { way, side, stroke, count } = (data ?? {}) as LineData;
  const bend =
    target.startsWith("merge:") || target === "end" ? targetY - CARD_GAP / 2 : sourceY + CARD_GAP / 2;
  const path =
    way === "back"
      ? climb(sourceX, sourceY - 4, side, targetX, targetY)
      : getSmoothStepPath({
          sourceX,
          sourceY,
          targetX,
          targetY,
          sourcePosition,
          targetPosition,
          borderRadius: 10,
          centerY: source === target ? undefined : bend,
        })[0];
  return (
    <BaseEdge
      id={id}
      path={path}
      className={classes.line}
      data-way={way}
      data-walked={count > 0 || undefined}
      style={{ strokeWidth: stroke }}
    />
  );
}
