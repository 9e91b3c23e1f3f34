// What stands on the canvas besides step cards: trigger, labels of paths, merges, frames, the end.

import { IconBolt, IconFlag } from "@tabler/icons-react";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { count } from "~/words/numbers";
import type { PictureNode } from "../model/picture";
import classes from "./Canvas.module.css";
import { StepCard } from "./StepCard";

type DataOf<Type extends PictureNode["type"]> = Extract<PictureNode, { type: Type }>["data"];

const In = () => (
  <Handle type="target" position={Position.Top} className={classes.handle} isConnectable={false} />
);
const Out = () => (
  <Handle type="source" position={Position.Bottom} className={classes.handle} isConnectable={false} />
);

function Trigger({ data }: NodeProps) {
  const { start, condition, once, entered } = data as unknown as DataOf<"trigger">;
  const below = [condition, once].filter(Boolean).join(" · ");
  return (
    <div className={classes.trigger} title={below}>
      <IconBolt size={18} stroke={1.75} aria-hidden />
      <div>
        <div className={classes.triggerStart}>{start}</div>
        {below && <div className={classes.triggerCondition}>{below}</div>}
      </div>
      {entered !== null && (
        <div className={classes.triggerCount}>
          {count(entered)}
          <span>entered</span>
        </div>
      )}
      <Out />
    </div>
  );
}

function PathLabel({ data }: NodeProps) {
  const { words, detail, count: people } = data as unknown as DataOf<"path">;
  return (
    <div className={classes.path} title={detail ? `${words}: ${detail}` : words}>
      <In />
      <div className={classes.pathPill}>
        <span className={classes.pathWords}>{words}</span>
        {people !== null && people > 0 && <span className={classes.pathCount}>{count(people)}</span>}
      </div>
      {detail && <div className={classes.pathDetail}>{detail}</div>}
      <Out />
    </div>
  );
}

function End({ data }: NodeProps) {
  const { left } = data as unknown as DataOf<"end">;
  return (
    <div className={classes.end}>
      <In />
      <IconFlag size={14} stroke={1.75} aria-hidden />
      {left ? `The end · ${count(left)} left` : "The end"}
    </div>
  );
}

const Merge = () => (
  <div className={classes.merge}>
    <In />
    <Out />
  </div>
);

const Frame = () => <div className={classes.frame} />;

function Step(props: NodeProps) {
  return (
    <>
      <In />
      <Handle
        id="side"
        type="target"
        position={Position.Left}
        className={classes.handle}
        isConnectable={false}
      />
      <StepCard data={props.data as unknown as DataOf<"step">} selected={props.selected} />
      <Out />
    </>
  );
}

export const nodeTypes = {
  trigger: Trigger,
  step: Step,
  path: PathLabel,
  merge: Merge,
  frame: Frame,
  end: End,
};
