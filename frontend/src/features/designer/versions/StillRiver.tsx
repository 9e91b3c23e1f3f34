// One state of a journey as a picture that is only looked at; what differs is marked by edge, sign and word.
import { useMemo } from "react";
import { w } from "~/words";
import { fall } from "../canvas/paths";
import { readDraft } from "../model/editing";
import { draw, type PictureNode, place } from "../model/picture";
import { iconOf } from "../steps/icons";
import { Sentence } from "../steps/Sentence";
import type { Marks } from "./marks";
import classes from "./Versions.module.css";

const NONE: ReadonlySet<string> = new Set();

function Node({ node, marks }: { node: PictureNode; marks: Marks }) {
  const box = { left: node.x, top: node.y, width: node.width, height: node.height };
  if (node.type === "step") {
    const { step, name, sentence } = node.data;
    const mark = marks.get(step.id);
    const Icon = iconOf(step.kind);
    return (
      <li className={classes.card} style={box} data-mark={mark}>
        <b>
          <Icon size={16} stroke={1.75} aria-hidden /> {name} <code>{step.id}</code>
        </b>
        <span>
          <Sentence words={sentence} />
        </span>
        {mark && <em>{w.drafts.publish.step[mark]}</em>}
      </li>
    );
  }
  if (node.type === "path")
    return (
      <li className={classes.path} style={box}>
        {node.data.words}
      </li>
    );
  if (node.type === "trigger")
    return (
      <li className={classes.trigger} style={box}>
        {node.label}
      </li>
    );
  return null;
}

export function StillRiver({ source, marks, title }: { source: string; marks: Marks; title: string }) {
  const picture = useMemo(() => {
    const { document } = readDraft(source);
    if (!document) return null;
    const shown = { problems: [], numbers: false, folded: NONE, classes: {} };
    return draw(document, place(document, shown), null, false);
  }, [source]);
  if (!picture) return null;
  // The river is drawn around its middle, so its left bank may lie below zero.
  const left = Math.min(...picture.nodes.map((node) => node.x));
  const right = Math.max(...picture.nodes.map((node) => node.x + node.width));
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  return (
    <section className={classes.river} aria-label={w.drafts.versions.canvas(title)}>
      <h3>{title}</h3>
      <div className={classes.ground} style={{ width: right - left, height: picture.height }}>
        <div className={classes.bed} style={{ transform: `translateX(${-left}px)` }}>
          <svg width={right - left} height={picture.height} aria-hidden>
            {picture.links.map((link) => {
              const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
              if (!from || !to || link.way === "back") return null;
              const start = { x: from.x + from.width / 2, y: from.y + from.height };
              const end = { x: to.x + to.width / 2, y: to.y };
              return (
                <path key={link.id} d={fall(start, end, to.type === "path" ? start.y + 20 : end.y - 16)} />
              );
            })}
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
