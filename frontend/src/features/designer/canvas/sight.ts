// Which part of the picture can be seen, in its own pixels and in coarse steps: what is drawn changes rarely while panning.
import { type ReactFlowState, useStore } from "@xyflow/react";

export interface Sight {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const COARSE = 480;
/** Drawn beyond the edges, so that nothing appears late. */
const MARGIN = 200;

function sightKey({ transform: [x, y, zoom], width, height }: ReactFlowState): string {
  const low = (offset: number) => Math.floor((-offset / zoom - MARGIN) / COARSE);
  const high = (offset: number, size: number) => Math.ceil(((size - offset) / zoom + MARGIN) / COARSE);
  return `${low(x)} ${low(y)} ${high(x, width)} ${high(y, height)}`;
}

export function useSight(): Sight {
  const key = useStore(sightKey);
  const [left = 0, top = 0, right = 0, bottom = 0] = key.split(" ").map((part) => Number(part) * COARSE);
  return { left, top, right, bottom };
}

export const isSeen = (sight: Sight, box: { x: number; y: number; width: number; height: number }): boolean =>
  box.x < sight.right &&
  box.x + box.width > sight.left &&
  box.y < sight.bottom &&
  box.y + box.height > sight.top;
