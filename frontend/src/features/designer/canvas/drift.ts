// The picture moves under a hand that carries something to its edge.
import type { ReactFlowInstance } from "@xyflow/react";
import type { At } from "../view/view";
import { type Box, drifted } from "./bounds";

const EDGE = 56;
const FASTEST = 16;

export interface Drift {
  at: (point: At) => void;
  stop: () => void;
}

/** Pixels a frame: the nearer to the edge, the faster. */
function speed(at: number, low: number, high: number): number {
  if (at < low || at > high) return 0;
  if (at < low + EDGE) return (FASTEST * (low + EDGE - at)) / EDGE;
  return at > high - EDGE ? (-FASTEST * (at - high + EDGE)) / EDGE : 0;
}

export function startDrift(
  flow: ReactFlowInstance,
  ground: () => HTMLElement | null,
  river: () => Box,
  moved: (point: At) => void,
): Drift {
  let point: At | null = null;
  let frame = 0;
  const step = () => {
    frame = requestAnimationFrame(step);
    const box = ground()?.getBoundingClientRect();
    if (!box || !point) return;
    const x = speed(point.x, box.left, box.right);
    const y = speed(point.y, box.top, box.bottom);
    if (x === 0 && y === 0) return;
    const now = flow.getViewport();
    const next = drifted(now, { x, y }, river(), box);
    if (next.x === now.x && next.y === now.y) return;
    void flow.setViewport(next);
    moved(point);
  };
  frame = requestAnimationFrame(step);
  return {
    at: (next) => {
      point = next;
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
