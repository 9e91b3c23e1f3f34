// The whole journey as one SVG: title, version and date, the river in strips, and what its signs mean.
import { w } from "~/words";
import { linesOf, pathOf } from "../canvas/routes";
import type { Picture, PictureNode } from "../model/picture";
import { definitionOf } from "../steps/definitions";
import { iconOf } from "../steps/icons";
import { NodeShape } from "./Node";
import type { Paint } from "./paint";
import { banksOf, type Strip } from "./strips";

const MARGIN = 32;
const HEAD = 72;
const GAP = 48;
const SIGN = 132;
const LEGEND = { row: 28, head: 40 };

export interface SheetProps {
  picture: Picture;
  strips: readonly Strip[];
  title: string;
  /** Version and date, in words. */
  below: string;
  paint: Paint;
  legend: boolean;
}

function River({ picture, strip, paint }: { picture: Picture; strip: Strip; paint: Paint }) {
  const inside = (box: { y: number; height: number }) =>
    box.y < strip.bottom && box.y + box.height > strip.top;
  const order = (node: PictureNode) => (node.type === "frame" ? 0 : 1);
  const nodes = picture.nodes.filter(inside).sort((a, b) => order(a) - order(b));
  const frames = nodes.filter(({ type }) => type === "frame");
  const things = nodes.filter(({ type }) => type !== "frame");
  const place = (node: PictureNode) => (
    <g key={node.id} transform={`translate(${node.x} ${node.y})`}>
      <NodeShape node={node} paint={paint} />
    </g>
  );
  return (
    <>
      {frames.map(place)}
      <g fill="none" stroke={paint.edge} strokeOpacity={0.6} strokeWidth={1.5} strokeLinecap="round">
        {linesOf(picture)
          .filter(({ box }) => inside(box))
          .map((route) => (
            <path
              key={route.link.id}
              d={pathOf(route)}
              strokeDasharray={route.link.way === "back" ? "4 5" : undefined}
            />
          ))}
      </g>
      {things.map(place)}
    </>
  );
}

/** The kinds of step that are there, in the order of the river. */
const kindsIn = ({ nodes }: Picture): string[] => [
  ...new Set(nodes.flatMap((node) => (node.type === "step" ? [node.data.step.kind] : []))),
];

function Legend({ picture, paint, columns }: { picture: Picture; paint: Paint; columns: number }) {
  const kinds = kindsIn(picture);
  const back = picture.links.some(({ way }) => way === "back");
  const at = (index: number) => ({
    x: (index % columns) * SIGN,
    y: 14 + Math.floor(index / columns) * LEGEND.row,
  });
  const last = at(kinds.length);
  return (
    <g fontSize={12}>
      <text fontWeight={600} fill={paint.ink}>
        {w.canvas.sheet.legend}
      </text>
      {kinds.map((kind, index) => {
        const { x, y } = at(index);
        const Icon = iconOf(kind);
        return (
          <g key={kind}>
            <Icon
              x={x}
              y={y}
              size={16}
              stroke={1.75}
              color={paint[kind === "send" ? "accent" : "ink-soft"]}
            />
            <text x={x + 24} y={y + 13} fill={paint["ink-soft"]}>
              {kind === "exit" ? w.canvas.card.leave : definitionOf(kind).name}
            </text>
          </g>
        );
      })}
      {back && (
        <g>
          <path
            d={`M ${last.x} ${last.y + 8} h 18`}
            stroke={paint.edge}
            strokeWidth={1.5}
            strokeDasharray="4 5"
          />
          <text x={last.x + 24} y={last.y + 13} fill={paint["ink-soft"]}>
            {w.canvas.sheet.again}
          </text>
        </g>
      )}
    </g>
  );
}

/** The river alone, in one piece, its way in at the middle. */
export function Drawing({ picture, title, paint }: { picture: Picture; title: string; paint: Paint }) {
  const { left, right } = banksOf(picture);
  const bank = Math.max(-left, right) + MARGIN;
  const top = Math.min(0, ...picture.nodes.map(({ y }) => y));
  const box = { x: -bank, y: top - MARGIN, width: 2 * bank, height: picture.height - top + 2 * MARGIN };
  return (
    <svg
      width={box.width}
      height={box.height}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      fontFamily={paint.face}
      fontSize={13}
      role="img"
      aria-label={title}
    >
      <River picture={picture} strip={{ top, bottom: picture.height }} paint={paint} />
    </svg>
  );
}

export function Sheet({ picture, strips, title, below, paint, legend }: SheetProps) {
  const { left, right } = banksOf(picture);
  const river = right - left;
  const width = Math.max(480, strips.length * river + (strips.length - 1) * GAP) + 2 * MARGIN;
  const tall = Math.max(...strips.map(({ top, bottom }) => bottom - top));
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN) / SIGN));
  const rows = Math.ceil((kindsIn(picture).length + 1) / columns);
  const foot = legend ? LEGEND.head + rows * LEGEND.row : 0;
  const height = MARGIN + HEAD + tall + foot + MARGIN;
  const first = MARGIN + (width - 2 * MARGIN - strips.length * river - (strips.length - 1) * GAP) / 2;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={paint.face}
      fontSize={13}
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      <rect width={width} height={height} fill={paint.ground} />
      <text x={MARGIN} y={MARGIN + 20} fontSize={20} fontWeight={600} fill={paint.ink}>
        {title}
      </text>
      <text x={MARGIN} y={MARGIN + 42} fill={paint["ink-soft"]}>
        {below}
      </text>
      {strips.map((strip, index) => (
        <svg
          key={strip.top}
          x={first + index * (river + GAP)}
          y={MARGIN + HEAD}
          width={river}
          height={strip.bottom - strip.top}
          viewBox={`${left} ${strip.top} ${river} ${strip.bottom - strip.top}`}
          aria-hidden
        >
          <River picture={picture} strip={strip} paint={paint} />
        </svg>
      ))}
      {legend && (
        <g transform={`translate(${MARGIN} ${MARGIN + HEAD + tall + LEGEND.head})`}>
          <Legend picture={picture} paint={paint} columns={columns} />
        </g>
      )}
    </svg>
  );
}
