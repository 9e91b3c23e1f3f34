// Where the canvas looks: at the head of the river first, then wherever the selection goes.
import { type Node, type ReactFlowInstance, useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { Picture } from "../model/picture";

const LEAST_READABLE = 0.6;
const MARGIN = 28;

/** As wide as fits, never larger than life, never too small to read; a long journey is scrolled. */
export function startZoom(picture: Picture, width: number): number {
  const half = Math.max(1, ...picture.nodes.map((node) => Math.max(-node.x, node.x + node.width)));
  return Math.max(LEAST_READABLE, Math.min(1, (width - 2 * MARGIN) / (2 * half)));
}

export function startAtTop(flow: ReactFlowInstance, picture: Picture): void {
  const width = document.querySelector(".react-flow")?.clientWidth ?? 800;
  void flow.setViewport({ x: width / 2, y: MARGIN, zoom: startZoom(picture, width) });
}

/** Moves the view when a new selection is outside it; numbers that tick never move it. */
export function useBringIntoView(nodes: Node[], selected: string | null): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (shown.current === selected) return;
    shown.current = selected;
    const node = nodes.find((candidate) => candidate.selected);
    if (!node) return;
    const { x, y, zoom } = flow.getViewport();
    const { width, height } = store.getState();
    const left = node.position.x * zoom + x;
    const top = node.position.y * zoom + y;
    const right = left + (node.width ?? 0) * zoom;
    const bottom = top + (node.height ?? 0) * zoom;
    if (left > 0 && top > 0 && right < width && bottom < height) return;
    const center = [
      node.position.x + (node.width ?? 0) / 2,
      node.position.y + (node.height ?? 0) / 2,
    ] as const;
    void flow.setCenter(...center, { zoom: Math.max(zoom, LEAST_READABLE), duration: 160 });
  }, [nodes, selected, flow, store]);
}
