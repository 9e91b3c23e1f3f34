// One thing of the river as SVG: real text, colours as attributes, so that the file says the same everywhere.
import { IconBolt, IconFlag, IconNote, IconShieldLock, IconStethoscope } from "@tabler/icons-react";
import { w } from "~/words";
import type { PictureNode, StepCardData } from "../model/picture";
import { sentenceLines } from "../model/sizes";
import type { Chip } from "../steps/definition";
import { iconOf } from "../steps/icons";
import { widthAt } from "./measure";
import type { Paint } from "./paint";
import { broken, clipped, type Piece } from "./text";

/** Pixels from edge to edge for words. */
const ROOM = { card: 256, note: 236, trigger: 288 };
const GAP = 6;

export function Words({ pieces, x, y, fill }: { pieces: Piece[]; x: number; y: number; fill: string }) {
  return (
    <text x={x} y={y} fill={fill}>
      {pieces.map(({ text, strong }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of a line have no name, and never change their order
        <tspan key={index} fontWeight={strong ? 600 : undefined}>
          {text}
        </tspan>
      ))}
    </text>
  );
}

const TONES = {
  protected: { icon: IconShieldLock, fill: "protected-tint", ink: "protected" },
  clinical: { icon: IconStethoscope, fill: "accent-tint", ink: "accent-strong" },
  attention: { icon: null, fill: "attention-tint", ink: "attention" },
  neutral: { icon: null, fill: "sunken", ink: "ink-soft" },
} as const;

function ChipShape({ chip, x, y, paint }: { chip: Chip; x: number; y: number; paint: Paint }) {
  const { icon: Icon, ...tone } = TONES[chip.tone];
  const width = chipWidth(chip);
  const ink = paint[tone.ink];
  return (
    <g>
      <rect x={x} y={y} width={width} height={20} rx={10} fill={paint[tone.fill]} />
      {Icon && <Icon x={x + 7} y={y + 4} size={12} stroke={1.75} color={ink} />}
      <text x={x + (Icon ? 23 : 8)} y={y + 14} fontSize={12} fill={ink}>
        {chip.words}
      </text>
    </g>
  );
}

const signWidth = (tone: Chip["tone"]) => 16 + (TONES[tone].icon ? 15 : 0);
const chipWidth = ({ words, tone }: Chip): number => signWidth(tone) + widthAt(12)(words);

/** Side by side as far as the card goes; the one at the edge is cut. */
function Chips({ chips, y, paint }: { chips: Chip[]; y: number; paint: Paint }) {
  let x = 12;
  return chips.map((chip) => {
    const at = x;
    const room = 12 + ROOM.card - at - signWidth(chip.tone);
    if (room < 24) return null;
    const shown = { ...chip, words: clipped(chip.words, room, widthAt(12)) };
    x += chipWidth(shown) + GAP;
    return <ChipShape key={chip.words} chip={shown} x={at} y={y} paint={paint} />;
  });
}

function Card({ data, height, paint }: { data: StepCardData; height: number; paint: Paint }) {
  const { step, name, sentence, chips, note } = data;
  const Icon = iconOf(step.kind);
  const exit = step.kind === "exit";
  const title = exit ? w.canvas.card.leave : name;
  const lines = sentenceLines(sentence);
  const below = 40 + 18 * lines;
  const idRoom = 268 - 44 - widthAt(13, { weight: 600 })(title) - 2 * GAP;
  return (
    <>
      <rect width={280} height={height} rx={exit ? 22 : 8} fill={paint.surface} stroke={paint.hairline} />
      <rect
        x={12}
        y={exit ? 10 : 12}
        width={24}
        height={24}
        rx={6}
        fill={paint[step.kind === "send" ? "accent-tint" : "sunken"]}
      />
      <Icon
        x={16}
        y={exit ? 14 : 16}
        size={16}
        stroke={1.75}
        color={paint[step.kind === "send" ? "accent" : "ink-soft"]}
      />
      <text x={44} y={exit ? 27 : 29} fontWeight={600} fill={paint.ink}>
        {title}
      </text>
      <text
        x={268}
        y={exit ? 27 : 29}
        fontSize={11}
        fontFamily={paint.mono}
        textAnchor="end"
        fill={paint["ink-faint"]}
      >
        {clipped(step.id, idRoom, widthAt(11, { mono: true }))}
      </text>
      {!exit &&
        broken(sentence, ROOM.card, lines, widthAt(13)).map((pieces, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and never change their order
          <Words key={index} pieces={pieces} x={12} y={50 + 18 * index} fill={paint["ink-soft"]} />
        ))}
      {!exit && <Chips chips={chips} y={below + 4} paint={paint} />}
      {!exit && note && (
        <>
          <IconNote
            x={12}
            y={below + (chips.length > 0 ? 33 : 5)}
            size={14}
            stroke={1.75}
            color={paint["ink-faint"]}
          />
          <text
            x={32}
            y={below + (chips.length > 0 ? 45 : 17)}
            fontSize={12}
            fontStyle="italic"
            fill={paint["ink-faint"]}
          >
            {clipped(note.replace(/\s+/g, " "), ROOM.note, widthAt(12, { italic: true }))}
          </text>
        </>
      )}
    </>
  );
}

function Trigger({ node, paint }: { node: Extract<PictureNode, { type: "trigger" }>; paint: Paint }) {
  const { start, condition, once } = node.data;
  const below = [condition, once].filter(Boolean).join(" · ");
  const upper = broken(start, ROOM.trigger, 2, widthAt(13, { weight: 600 }));
  const lower = broken(below, ROOM.trigger, 2, widthAt(12));
  const shown = [
    ...upper.map((pieces) => ({ pieces, size: 13 })),
    ...(below ? lower.map((pieces) => ({ pieces, size: 12 })) : []),
  ];
  const first = node.height / 2 - (shown.length - 1) * 8.5 + 4.5;
  return (
    <>
      <rect
        width={node.width}
        height={node.height}
        rx={38}
        fill={paint["accent-tint"]}
        stroke={paint.accent}
      />
      <IconBolt x={20} y={node.height / 2 - 9} size={18} stroke={1.75} color={paint["accent-strong"]} />
      {shown.map(({ pieces, size }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and never change their order
        <g key={index} fontSize={size} fontWeight={size === 13 ? 600 : undefined}>
          <Words
            pieces={pieces}
            x={50}
            y={first + 17 * index}
            fill={paint[size === 13 ? "accent-strong" : "ink-soft"]}
          />
        </g>
      ))}
    </>
  );
}

function Way({ node, paint }: { node: Extract<PictureNode, { type: "path" }>; paint: Paint }) {
  const set = widthAt(12, { weight: 550 });
  const words = clipped(node.data.words, node.width - 24, set);
  const width = Math.min(node.width, 24 + set(words));
  const middle = node.width / 2;
  const top = node.data.detail ? 2 : 11;
  return (
    <>
      <rect
        x={middle - width / 2}
        y={top}
        width={width}
        height={26}
        rx={13}
        fill={paint.surface}
        stroke={paint.hairline}
      />
      <text x={middle} y={top + 17} fontSize={12} fontWeight={550} textAnchor="middle" fill={paint.ink}>
        {words}
      </text>
      {node.data.detail && (
        <text x={middle} y={44} fontSize={12} textAnchor="middle" fill={paint["ink-faint"]}>
          {clipped(node.data.detail, node.width, widthAt(12))}
        </text>
      )}
    </>
  );
}

function End({ node, paint }: { node: PictureNode; paint: Paint }) {
  return (
    <>
      <rect width={node.width} height={node.height} rx={16} fill={paint.surface} stroke={paint.hairline} />
      <IconFlag x={44} y={9} size={14} stroke={1.75} color={paint["ink-soft"]} />
      <text x={66} y={20} fontSize={12} fill={paint["ink-soft"]}>
        {w.canvas.card.end}
      </text>
    </>
  );
}

export function NodeShape({ node, paint }: { node: PictureNode; paint: Paint }) {
  const { type, width, height } = node;
  if (type === "step") return <Card data={node.data} height={height} paint={paint} />;
  if (type === "trigger") return <Trigger node={node} paint={paint} />;
  if (type === "path") return <Way node={node} paint={paint} />;
  if (type === "end") return <End node={node} paint={paint} />;
  if (type === "frame")
    return <rect width={width} height={height} rx={16} fill={paint.sunken} stroke={paint.hairline} />;
  return <circle cx={width / 2} cy={height / 2} r={4} fill={paint.edge} />;
}
