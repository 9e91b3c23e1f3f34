// Ways of its own that a step does not have yet, each a press away; its steps are then added on the canvas.
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useContext } from "react";
import { w } from "~/words";
import { HandsContext } from "../gestures/context";
import type { Step } from "../model/document";
import { definitionOf } from "../steps/definitions";
import classes from "./form/Form.module.css";

export function NewWays({ step }: { step: Step }) {
  const hands = useContext(HandsContext);
  const ways = definitionOf(step.kind).ways?.(step.fields) ?? [];
  if (!hands?.gestures.canWrite() || ways.length === 0) return null;
  return (
    <fieldset className={classes.field}>
      <legend className={classes.label}>{w.inspector.ways.title}</legend>
      <p className={classes.help}>{w.inspector.ways.help}</p>
      <div className={classes.ways}>
        {ways.map(({ words, at }) => (
          <Button
            key={at.join()}
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={12} stroke={2} />}
            aria-label={w.inspector.ways.add(words)}
            onClick={() => {
              hands.gestures.giveWay(step.id, at);
              hands.view.camera?.focus();
            }}
          >
            {words}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
