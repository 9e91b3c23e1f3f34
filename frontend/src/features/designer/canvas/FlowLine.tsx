// A line between two cards; its thickness is how many people walked it.
import { BaseEdge, type EdgeProps } from "@xyflow/react";
import { CARD_GAP, MERGE } from "../model/sizes";
import classes from "./Canvas.module.css";
import { climb, fall } from "./paths";

interface LineData extends Record<string, unknown> {
  way: "down" | "back";
  side: number;
  count: number;
  stroke: number;
}

const THICKEST_BACK = 2.5;

/** Branches part just below their card and meet again just above where they close. */
const closes = (target: string) =>
  target.startsWith("merge:") || target === "end" || target.startsWith("step:");

export function FlowLine({ id, sourceX, sourceY, targetX, targetY, target, data }: EdgeProps) {
  const { way, side, stroke, count } = (data ?? {}) as LineData;
  const from = { x: sourceX, y: sourceY };
  const to = { x: targetX, y: targetY };
  const bend = closes(target) ? targetY - CARD_GAP / 2 : sourceY + CARD_GAP / 2;
  const back = way === "back";
  return (
    <BaseEdge
      id={id}
      path={back ? climb({ x: sourceX, y: sourceY - MERGE / 2 }, to, side) : fall(from, to, bend)}
      className={classes.line}
      data-way={way}
      data-walked={count > 0 || undefined}
      style={{ strokeWidth: back ? Math.min(stroke, THICKEST_BACK) : stroke }}
    />
  );
}
