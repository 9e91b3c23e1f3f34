// The small map: shapes and problems, not text, and where the window is. A press on it goes there.
import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { memo, type PointerEvent, useMemo } from "react";
import { w } from "~/words";
import type { Picture, PictureNode } from "../model/picture";
import { inSight, riverBox } from "./bounds";
import classes from "./Canvas.module.css";

const MAP = { width: 132, height: 108 };
const EDGE = 40;

interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

function frameOf({ width, height }: Picture): Frame {
  const wide = width + 2 * EDGE;
  const tall = height + 2 * EDGE;
  const scale = Math.max(wide / MAP.width, tall / MAP.height);
  const size = { width: MAP.width * scale, height: MAP.height * scale };
  return { x: -size.width / 2, y: tall / 2 - EDGE - size.height / 2, ...size };
}

const isShape = ({ type }: PictureNode) => type === "step" || type === "trigger" || type === "end";

const Shapes = memo(function Shapes({ picture, chosen }: { picture: Picture; chosen: readonly string[] }) {
  const shapes = useMemo(() => {
    const of = (wanted: string) =>
      picture.nodes
        .filter((node) => isShape(node) && toneOf(node, chosen) === wanted)
        .map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`)
        .join("");
    return ["plain", "warning", "error", "chosen"].map((tone) => ({ tone, path: of(tone) }));
  }, [picture, chosen]);
  return shapes.map(({ tone, path }) => (
    <path key={tone} className={classes.shape} data-tone={tone} d={path} />
  ));
});

function toneOf(node: PictureNode, chosen: readonly string[]): string {
  if (node.type !== "step") return "plain";
  if (chosen.includes(node.data.step.id)) return "chosen";
  const severity = node.data.problems[0]?.severity;
  return severity === "error" || severity === "warning" ? severity : "plain";
}

/** A plain box above the shapes: it moves with every frame, and the shapes need not be painted again. */
function Window({ frame }: { frame: Frame }) {
  const scale = MAP.width / frame.width;
  const place = useStore(({ transform: [x, y, zoom], width, height }) => {
    const left = (-x / zoom - frame.x) * scale;
    const top = (-y / zoom - frame.y) * scale;
    return [left, top, (width / zoom) * scale, (height / zoom) * scale]
      .map((one) => one.toFixed(1))
      .join(" ");
  });
  const [left, top, width, height] = place.split(" ").map(Number);
  return (
    <i className={classes.window} style={{ transform: `translate(${left}px, ${top}px)`, width, height }} />
  );
}

export function LittleMap({ picture, chosen }: { picture: Picture; chosen: readonly string[] }) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const frame = frameOf(picture);
  const go = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = frame.x + ((event.clientX - box.left) / box.width) * frame.width;
    const y = frame.y + ((event.clientY - box.top) / box.height) * frame.height;
    const { width, height } = store.getState();
    const zoom = flow.getZoom();
    const wanted = { x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom };
    void flow.setViewport(inSight(wanted, riverBox(picture), { width, height }));
  };
  return (
    <div
      className={classes.map}
      style={MAP}
      role="img"
      aria-label={w.canvas.tools.map}
      onPointerDown={go}
      onPointerMove={go}
    >
      <svg viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`} {...MAP} aria-hidden="true">
        <Shapes picture={picture} chosen={chosen} />
      </svg>
      <Window frame={frame} />
    </div>
  );
}
