// What stands on the river and can be seen: trigger, cards, labels of ways, merges, frames, the end.
import { IconBolt, IconFlag } from "@tabler/icons-react";
import { memo, type ReactNode } from "react";
import { w } from "~/words";
import { type Spot, spotKey } from "../draft/selection";
import { AskedNumber } from "../live/AskedPeople";
import { usePeopleWords } from "../live/few";
import type { Picture, PictureNode } from "../model/picture";
import classes from "./Canvas.module.css";
import { StepCard } from "./StepCard";
import { isSeen, useSight } from "./sight";

type DataOf<Type extends PictureNode["type"]> = Extract<PictureNode, { type: Type }>["data"];

function Trigger({ data }: { data: DataOf<"trigger"> }) {
  const { start, condition, once, entered } = data;
  const told = usePeopleWords();
  const below = [condition, once].filter(Boolean).join(" · ");
  return (
    <div className={classes.trigger} title={below}>
      <IconBolt size={18} stroke={1.75} aria-hidden />
      <div>
        <div className={classes.triggerStart}>{start}</div>
        {below && <div className={classes.triggerCondition}>{below}</div>}
      </div>
      {entered !== null && (
        <AskedNumber
          value={entered}
          asked={{ step: "", what: "all", words: w.watch.entered }}
          className={classes.triggerCount}
        >
          {told(entered)}
          <span>{w.canvas.card.entered}</span>
        </AskedNumber>
      )}
    </div>
  );
}

function PathLabel({ data }: { data: DataOf<"path"> }) {
  const { step, words, detail, count: people, outcome } = data;
  const told = usePeopleWords();
  return (
    <div className={classes.path} title={detail ? `${words}: ${detail}` : words}>
      <div className={classes.pathPill}>
        <span className={classes.pathWords}>{words}</span>
        {people !== null && people > 0 && (
          <AskedNumber
            value={outcome === null ? 0 : people}
            asked={{ step, what: "outcome", detail: outcome ?? "", words }}
            className={classes.pathCount}
          >
            {told(people)}
          </AskedNumber>
        )}
      </div>
      {detail && <div className={classes.pathDetail}>{detail}</div>}
    </div>
  );
}

function End({ left }: { left: number | null }) {
  const told = usePeopleWords();
  return (
    <div className={classes.end}>
      <IconFlag size={14} stroke={1.75} aria-hidden />
      {left ? w.canvas.card.endLeft(told(left)) : w.canvas.card.end}
    </div>
  );
}

function inside(node: PictureNode, chosen: boolean): ReactNode {
  if (node.type === "step") return <StepCard data={node.data} chosen={chosen} />;
  if (node.type === "trigger") return <Trigger data={node.data} />;
  if (node.type === "path") return <PathLabel data={node.data} />;
  if (node.type === "end") return <End left={node.data.left} />;
  return <div className={node.type === "frame" ? classes.frame : classes.merge} />;
}

/** The spot that a thing is; null for what nobody stands on. */
export function spotOf(node: PictureNode): Spot | null {
  if (node.type === "trigger") return { of: "trigger" };
  if (node.type === "step") return { of: "step", id: node.data.step.id };
  return node.type === "path" ? { of: "path", step: node.data.step, index: node.data.index } : null;
}

export const domId = (key: string): string => `spot-${key.replace(/[^\w-]/g, "_")}`;

interface ThingProps {
  node: PictureNode;
  chosen: boolean;
  here: boolean;
  carried: boolean;
}

const Thing = memo(function Thing({ node, chosen, here, carried }: ThingProps) {
  const key = spotKey(spotOf(node));
  const { x, y, width, height, type } = node;
  const style = { transform: `translate(${x}px, ${y}px)`, width, height };
  if (!key)
    return (
      <div className={classes.thing} data-type={type} style={style} aria-hidden={type !== "end" || undefined}>
        {inside(node, chosen)}
      </div>
    );
  return (
    <div
      id={domId(key)}
      role="treeitem"
      tabIndex={-1}
      aria-selected={chosen}
      className={classes.thing}
      data-type={type}
      data-spot={key}
      data-step={type === "step" ? node.data.step.id : undefined}
      data-here={here || undefined}
      data-carried={carried || undefined}
      style={style}
    >
      {inside(node, chosen)}
    </div>
  );
});

interface Props {
  picture: Picture;
  chosen: readonly string[];
  spot: Spot | null;
  carried: readonly string[];
}

export function Things({ picture, chosen, spot, carried }: Props) {
  const sight = useSight();
  const here = spotKey(spot);
  return picture.nodes
    .filter((node) => isSeen(sight, node))
    .map((node) => {
      const id = node.type === "step" ? node.data.step.id : null;
      return (
        <Thing
          key={node.id}
          node={node}
          chosen={id !== null && chosen.includes(id)}
          here={here !== "" && here === spotKey(spotOf(node))}
          carried={id !== null && carried.includes(id)}
        />
      );
    });
}
