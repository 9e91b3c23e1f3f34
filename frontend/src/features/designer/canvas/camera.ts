// Where the canvas looks: at the head of the river first, then wherever the keyboard goes.
import { type ReactFlowInstance, useReactFlow, useStore, useStoreApi, type Viewport } from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import { type Spot, spotKey } from "../draft/selection";
import type { Picture, PictureNode } from "../model/picture";
import { TRIGGER } from "../model/sizes";
import type { Camera, View } from "../view/view";
import { spotOf } from "./Things";

/** Below this, words on cards are hard to read. */
const LEAST_READABLE = 0.8;
/** Days stand at the left and take this many pixels. */
const RULER = 92;
const MARGIN = 28;
const AROUND = 72;
/** The little map takes the lower right corner. */
const LITTLE_MAP = { width: 160, height: 136 };

/** No motion for those who asked for none. */
const moving = (milliseconds: number): { duration?: number } =>
  window.matchMedia("(prefers-reduced-motion: reduce)").matches ? {} : { duration: milliseconds };

/** As much of a thing on the canvas as decides how wide the river is. */
type Reach = Pick<PictureNode, "x" | "y" | "width">;

const edges = (nodes: readonly Reach[]) => ({
  left: Math.min(0, ...nodes.map((node) => node.x)),
  right: Math.max(1, ...nodes.map((node) => node.x + node.width)),
});

/** Where to begin: as wide as fits, never larger than life, never too small to read; a long journey is scrolled. */
export function startView(picture: { nodes: readonly Reach[] }, width: number, height: number): Viewport {
  const room = width - RULER - 2 * MARGIN;
  const whole = edges(picture.nodes);
  const zoom = Math.max(LEAST_READABLE, Math.min(1, room / (whole.right - whole.left)));
  const y = MARGIN + 40;
  const { left } = edges(picture.nodes.filter((node) => y + node.y * zoom < height));
  // The head of the river stands in the middle, unless arms that are seen at once would go under the days.
  const middle = RULER + (width - RULER) / 2;
  const leftmost = RULER + MARGIN - left * zoom;
  const headShown = width - MARGIN - (TRIGGER.width / 2) * zoom;
  return { x: Math.max(RULER, Math.min(Math.max(middle, leftmost), headShown)), y, zoom };
}

export function startAtTop(flow: ReactFlowInstance, picture: Picture): void {
  const ground = document.querySelector(".react-flow");
  void flow.setViewport(startView(picture, ground?.clientWidth ?? 800, ground?.clientHeight ?? 600));
}

const nodeOf = (picture: Picture, key: string): PictureNode | undefined =>
  picture.nodes.find((node) => spotKey(spotOf(node)) === key);

function boundsOf(nodes: PictureNode[]) {
  const x = Math.min(...nodes.map((node) => node.x));
  const y = Math.min(...nodes.map((node) => node.y));
  const width = Math.max(...nodes.map((node) => node.x + node.width)) - x;
  const height = Math.max(...nodes.map((node) => node.y + node.height)) - y;
  return { x, y, width, height };
}

/** How far something must move to stand within the room, with some space around it; 0 when it does. */
function into(from: number, size: number, room: number, covered = 0): number {
  const [low, high] = [AROUND + covered - from, from + size + AROUND - room];
  return low > 0 ? low : high > 0 ? -Math.min(high, -low) : 0;
}

/** Moves the view as little as needed when a new spot is outside it; numbers that tick never move it. */
export function useBringIntoView(picture: Picture, spot: Spot | null): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const height = useStore((state) => state.height);
  const key = spotKey(spot);
  const shown = useRef({ key: "", height });
  useEffect(() => {
    // On paper the canvas has no size, and a move without one ends nowhere.
    if (height === 0) return;
    const before = shown.current;
    shown.current = { key, height };
    const node = key ? nodeOf(picture, key) : undefined;
    const { x, y, zoom } = flow.getViewport();
    if (!node || (before.key === key && before.height <= height)) return;
    const [top, size] = [node.y * zoom + y, node.height * zoom];
    // The drawer came up: what could be seen before is seen still; what was not stays where it is.
    if (before.key === key && (top < 0 || top + size > before.height)) return;
    const { width } = store.getState();
    const [left, across] = [node.x * zoom + x, into(node.x * zoom + x, node.width * zoom, width, RULER)];
    const beside = left + across + node.width * zoom > width - LITTLE_MAP.width;
    const down = into(top, size, height - (beside ? LITTLE_MAP.height - AROUND / 2 : 0));
    if (across === 0 && down === 0) return;
    void flow.setViewport({ x: x + across, y: y + down, zoom }, moving(140));
  }, [picture, key, height, flow, store]);
}

/** A window made narrower, or a panel that comes: what was in the middle of the picture stays there. */
export function useStayInMiddle(): void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const before = useRef(0);
  useEffect(() => {
    // On paper there is no width; what was there before counts again afterwards.
    if (width === 0) return;
    const wider = before.current === 0 ? 0 : width - before.current;
    before.current = width;
    if (wider === 0) return;
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + wider / 2, y, zoom });
  }, [width, flow]);
}

/** What the rest of the page may ask of the picture. */
export function useCamera(picture: Picture, chosen: readonly string[], view: View, focus: () => void): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const latest = useRef({ picture, chosen });
  latest.current = { picture, chosen };
  const camera = useMemo((): Camera => {
    const show = (nodes: PictureNode[]) =>
      nodes.length > 0 &&
      store.getState().width > 0 &&
      void flow.fitBounds(boundsOf(nodes), { padding: 0.1, ...moving(160) });
    return {
      focus,
      seeAll: () => show(latest.current.picture.nodes),
      seeChosen: () =>
        show(
          latest.current.picture.nodes.filter(
            (node) => node.type === "step" && latest.current.chosen.includes(node.data.step.id),
          ),
        ),
      nearer: () => void flow.zoomIn(moving(140)),
      farther: () => void flow.zoomOut(moving(140)),
      pointOf: (spot) => {
        const node = nodeOf(latest.current.picture, spotKey(spot));
        if (!node) return { x: window.innerWidth / 2, y: window.innerHeight / 3 };
        return flow.flowToScreenPosition({ x: node.x + node.width / 2 - 11, y: node.y + node.height });
      },
    };
  }, [flow, focus, store]);
  useEffect(() => {
    view.camera = camera;
    return () => {
      view.camera = null;
    };
  }, [view, camera]);
}
