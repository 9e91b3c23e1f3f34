// A journey at a glance: its first-level steps as a row of small marks.

import { definitionOf } from "~/features/designer/steps/definitions";
import { iconOf } from "~/features/designer/steps/icons";
import { w } from "~/words";
import classes from "./Journeys.module.css";

const AT_MOST = 7;

export function OutlinePicture({ steps }: { steps: { id: string; kind: string }[] }) {
  const words = steps
    .map((step) => `${definitionOf(step.kind).name.toLowerCase()} ${step.id}`)
    .join(w.journeys.andThen);
  return (
    <span className={classes.outline} role="img" aria-label={words} title={words}>
      {steps.slice(0, AT_MOST).map((step) => {
        const Icon = iconOf(step.kind);
        return (
          <span key={step.id} className={classes.mark} data-kind={step.kind}>
            <Icon size={13} stroke={1.75} aria-hidden />
          </span>
        );
      })}
      {steps.length > AT_MOST && <span className={classes.rest}>+{steps.length - AT_MOST}</span>}
    </span>
  );
}
