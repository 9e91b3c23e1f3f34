// One state of a journey as a picture that is only looked at; what differs is marked by edge, sign and word.
import { useElementSize } from "@mantine/hooks";
import { IconArrowsMove, IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import { useMemo } from "react";
import { w } from "~/words";
import { linesOf, pathOf } from "../canvas/routes";
import { readDraft } from "../model/editing";
import { draw, type PictureNode, place } from "../model/picture";
import { titlesIn } from "../model/titles";
import { iconOf } from "../steps/icons";
import { Sentence } from "../steps/Sentence";
import type { Mark, Marks } from "./marks";
import classes from "./Versions.module.css";

const NONE: ReadonlySet<string> = new Set();

/** No smaller than can be read, no larger than needed. */
const ZOOM = { least: 0.7, most: 0.9 };
const MARGIN = 32;

const SIGNS: Record<Mark, typeof IconPlus> = {
  added: IconPlus,
  removed: IconMinus,
  changed: IconPencil,
  wording: IconPencil,
  layout: IconPencil,
  moved: IconArrowsMove,
};

function Marked({ mark }: { mark: Mark }) {
  const Sign = SIGNS[mark];
  return (
    <em>
      <Sign size={12} stroke={2} aria-hidden />
      {mark === "moved" ? w.drafts.versions.moved : w.drafts.publish.step[mark]}
    </em>
  );
}

function Node({ node, marks }: { node: PictureNode; marks: Marks }) {
  const box = { left: node.x, top: node.y, width: node.width, height: node.height };
  if (node.type === "step") {
    const { step, name, sentence } = node.data;
    const mark = marks.get(step.id);
    const Icon = iconOf(step.kind);
    const exit = step.kind === "exit";
    return (
      <li className={classes.card} style={box} data-mark={mark} data-kind={step.kind}>
        <b>
          <Icon size={16} stroke={1.75} aria-hidden /> {exit ? w.canvas.card.leave : name}{" "}
          <code>{step.id}</code>
        </b>
        {!exit && (
          <span>
            <Sentence words={sentence} />
          </span>
        )}
        {mark && <Marked mark={mark} />}
      </li>
    );
  }
  if (node.type === "path")
    return (
      <li className={classes.path} style={box}>
        <b>{node.data.words}</b>
        {node.data.detail && <span>{node.data.detail}</span>}
      </li>
    );
  if (node.type === "trigger")
    return (
      <li className={classes.trigger} style={box}>
        {node.label}
      </li>
    );
  if (node.type === "end")
    return (
      <li className={classes.end} style={box}>
        {w.canvas.card.end}
      </li>
    );
  return <li className={classes[node.type]} style={box} aria-hidden />;
}

interface Props {
  source: string;
  marks: Marks;
  title: string;
  /** Of its messages, by their names. */
  subjects: Readonly<Record<string, string>>;
}

export function StillRiver({ source, marks, title, subjects }: Props) {
  const { ref, width } = useElementSize<HTMLElement>();
  const picture = useMemo(() => {
    const { document } = readDraft(source);
    if (!document) return null;
    const shown = { problems: [], numbers: false, folded: NONE, classes: {}, titles: titlesIn(subjects) };
    return draw(document, place(document, shown), null, false);
  }, [source, subjects]);
  if (!picture)
    return (
      <section className={classes.river} aria-label={w.drafts.versions.canvas(title)}>
        <h3>{title}</h3>
        <p className={classes.unread}>{w.canvas.empty.words}</p>
      </section>
    );
  // The river is drawn around its middle, so its left bank may lie below zero.
  const left = Math.min(...picture.nodes.map((node) => node.x));
  const right = Math.max(...picture.nodes.map((node) => node.x + node.width));
  const zoom = Math.max(ZOOM.least, Math.min(ZOOM.most, (width - MARGIN) / (right - left)));
  return (
    <section className={classes.river} ref={ref} aria-label={w.drafts.versions.canvas(title)}>
      <h3>{title}</h3>
      <div className={classes.ground} style={{ width: right - left, height: picture.height, zoom }}>
        <div className={classes.bed} style={{ transform: `translateX(${-left}px)` }}>
          <svg width={right - left} height={picture.height} aria-hidden>
            {linesOf(picture).map((route) => (
              <path key={route.link.id} d={pathOf(route)} data-way={route.link.way} />
            ))}
          </svg>
          <ol>
            {picture.nodes.map((node) => (
              <Node key={node.id} node={node} marks={marks} />
            ))}
          </ol>
        </div>
      </div>
    </section>
  );
}
