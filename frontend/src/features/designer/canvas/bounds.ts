// How far the picture may be moved: the river can always be seen. Pure, but for the one hook that tells React Flow.
import { useStore, useStoreApi, type Viewport } from "@xyflow/react";
import { useEffect, useMemo } from "react";
import type { Picture } from "../model/picture";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Size {
  width: number;
  height: number;
}

/** So much of the river stays in sight, in pixels of the screen. */
const KEPT = 160;
/** The days at the left cover this much. */
const RULER = 92;
/** What a hand at the edge shows beyond the end of the river. */
const BEYOND = 120;
/** Telling React Flow draws much anew, so it waits until nothing has changed for this long, in milliseconds. */
const CALM = 250;

export function riverBox({ nodes }: Pick<Picture, "nodes">): Box {
  const box = { left: 0, top: 0, right: 0, bottom: 0 };
  for (const { x, y, width, height } of nodes) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x + width);
    box.bottom = Math.max(box.bottom, y + height);
  }
  return box;
}

const between = (least: number, value: number, most: number): number =>
  Math.max(Math.min(least, most), Math.min(value, Math.max(least, most)));

/** The nearest view in which the river has not been lost. */
export function inSight({ x, y, zoom }: Viewport, box: Box, { width, height }: Size): Viewport {
  return {
    x: between(RULER + KEPT - box.right * zoom, x, width - KEPT - box.left * zoom),
    y: between(KEPT - box.bottom * zoom, y, height - KEPT - box.top * zoom),
    zoom,
  };
}

/** The same for React Flow, which counts in pixels of the picture what may come into view. */
export function extentOf(
  box: Box,
  zoom: number,
  { width, height }: Size,
): [[number, number], [number, number]] {
  const [across, down] = [Math.max(0, width - KEPT) / zoom, Math.max(0, height - KEPT) / zoom];
  return [
    [box.left - across, box.top - down],
    [box.right + across - RULER / zoom, box.bottom + down],
  ];
}

/** A hand at the edge moves the view up to the end of the river and a little beyond; never back against the hand. */
export function drifted(now: Viewport, by: { x: number; y: number }, box: Box, size: Size): Viewport {
  const { zoom } = now;
  const along = (at: number, move: number, low: number, high: number, room: number, covered = 0) => {
    if (move > 0) return Math.max(at, Math.min(at + move, covered + BEYOND - low * zoom));
    return Math.min(at, Math.max(at + move, room - BEYOND - high * zoom));
  };
  return {
    x: along(now.x, by.x, box.left, box.right, size.width, RULER),
    y: along(now.y, by.y, box.top, box.bottom, size.height),
    zoom,
  };
}

/** Panning and zooming keep to it. With the zoom the bounds change, so they are told again. */
export function Bounds({ picture }: { picture: Picture }) {
  const store = useStoreApi();
  const zoom = useStore((state) => state.transform[2]);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const box = useMemo(() => riverBox(picture), [picture]);
  useEffect(() => {
    if (width === 0) return;
    const tell = () => store.getState().setTranslateExtent(extentOf(box, zoom, { width, height }));
    const timer = setTimeout(tell, CALM);
    return () => clearTimeout(timer);
  }, [store, box, zoom, width, height]);
  return null;
}
