// What is parked: taken out of the flow, kept in the text. Put back where it stood, or deleted for good.
import { Button } from "@mantine/core";
import { IconArrowBackUp, IconParking, IconTrash } from "@tabler/icons-react";
import { useRef } from "react";
import { w } from "~/words";
import { useHands } from "../gestures/context";
import { type Parked, parkedSteps, type Stood } from "../model/editing";
import { definitionOf } from "../steps/definitions";
import { iconOf } from "../steps/icons";
import { useDesigner } from "../store";
import classes from "./Outline.module.css";

function stoodWords(stood: Stood): string {
  const words = w.canvas.parked;
  return stood.of === "beginning" ? words.beginning : words[stood.of](stood.step);
}

/** "Decision after day-before · 4 steps: a decision, a message" */
export function parkedWords({ kind, stood, steps }: Parked): string {
  const place = `${definitionOf(kind).name} · ${stoodWords(stood)}`;
  if (steps.length < 2) return place;
  const kinds = [...new Set(steps.slice(1).map((step) => definitionOf(step.kind).name.toLowerCase()))];
  return `${place} · ${w.canvas.parked.holds(steps.length, kinds.join(", "))}`;
}

function One({ parked, onDone }: { parked: Parked; onDone: () => void }) {
  const { gestures, view } = useHands();
  const Icon = iconOf(parked.kind);
  const words = w.canvas.parked;
  return (
    <li data-parked-step={parked.id}>
      <div className={classes.parkedName}>
        <Icon size={15} stroke={1.75} aria-hidden />
        <code>{parked.id}</code>
      </div>
      <p className={classes.parkedFacts}>{parkedWords(parked)}</p>
      {gestures.canWrite() && (
        <div className={classes.parkedActs}>
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconArrowBackUp size={14} stroke={1.75} />}
            aria-label={words.backOf(parked.id)}
            onClick={() => {
              gestures.restore(parked.line);
              view.camera?.focus();
            }}
          >
            {words.back}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={14} stroke={1.75} />}
            aria-label={words.deleteOf(parked.id)}
            onClick={() => {
              gestures.forgetParked(parked.line);
              onDone();
            }}
          >
            {words.delete}
          </Button>
        </div>
      )}
    </li>
  );
}

export function ParkedList() {
  const { draft } = useDesigner();
  const { view } = useHands();
  const section = useRef<HTMLElement>(null);
  const parked = parkedSteps(draft);
  if (parked.length === 0) return null;
  // What had the keyboard is gone then: the list takes it, or the picture once the list is empty.
  const goOn = () => (parked.length > 1 ? section.current?.focus() : view.camera?.focus());
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={classes.parked}
      aria-label={w.canvas.parked.title}
      data-parked
    >
      <h3>
        <IconParking size={15} stroke={1.75} aria-hidden />
        {w.canvas.parked.title}
      </h3>
      <p className={classes.parkedHelp}>{w.canvas.parked.help}</p>
      <ul>
        {parked.map((one) => (
          <One key={one.line} parked={one} onDone={goOn} />
        ))}
      </ul>
    </section>
  );
}
