// Several steps are chosen: which they are, and what can be done with all of them at once.
import { Button, CloseButton } from "@mantine/core";
import { Fragment } from "react";
import { w } from "~/words";
import { put } from "../gestures/clipboard";
import { useHands } from "../gestures/context";
import type { Hands } from "../gestures/keys";
import * as moving from "../gestures/moving";
import { everyStep, type Step } from "../model/document";
import { definitionOf } from "../steps/definitions";
import { iconOf } from "../steps/icons";
import { useDesigner, useStore } from "../store";
import classes from "./Inspector.module.css";

interface Act {
  words: string;
  keys?: string;
  run: () => void;
  danger?: boolean;
}

/** What can be done with all of them, in groups; a reader can copy and fold. */
function actsOf({ gestures, view }: Hands, blocks: number): Act[][] {
  const { menu, several } = w.canvas;
  const copy: Act = { words: menu.copy, keys: "C", run: () => void put(gestures.copy()) };
  const fold: Act[] = blocks > 0 ? [{ words: several.fold, run: () => gestures.foldChosen() }] : [];
  if (!gestures.canWrite()) return [[copy, ...fold]];
  const wrap = (kind: "branch" | "repeat" | "split", keys?: string): Act => ({
    words: `${menu.wrap} ${menu.wrapIn[kind]}`,
    keys,
    run: () => gestures.wrap(kind),
  });
  return [
    [
      { words: menu.move, keys: "M", run: () => moving.begin({ gestures, view }) },
      copy,
      { words: menu.cut, keys: "X", run: () => void put(gestures.cut()) },
      { words: menu.duplicate, keys: "D", run: () => gestures.duplicate() },
    ],
    [wrap("branch", "W"), wrap("repeat"), wrap("split")],
    [
      ...fold,
      { words: menu.park, keys: "P", run: () => gestures.park() },
      { words: menu.delete, keys: "Del", danger: true, run: () => gestures.remove() },
    ],
  ];
}

function ActButton({ act }: { act: Act }) {
  const { view } = useHands();
  const { words, keys, run, danger } = act;
  return (
    <Button
      variant="default"
      size="xs"
      fullWidth
      justify="space-between"
      c={danger ? "var(--stop)" : undefined}
      rightSection={keys && <kbd className={classes.key}>{keys}</kbd>}
      onClick={() => {
        run();
        // Arrow keys, and what comes next, are of the picture.
        view.camera?.focus();
      }}
    >
      {words}
    </Button>
  );
}

function Chosen({ step }: { step: Step }) {
  const store = useStore();
  const Icon = iconOf(step.kind);
  const { name, sentence } = definitionOf(step.kind);
  const told = sentence(step.fields, step.id).replace(/\*/g, "");
  return (
    <li>
      <button
        type="button"
        title={told}
        aria-label={w.canvas.several.only(step.id)}
        onClick={() => store.select(step.id)}
      >
        <Icon size={16} stroke={1.75} aria-hidden />
        <code>{step.id}</code>
        <small>{name}</small>
      </button>
    </li>
  );
}

export function SeveralChosen() {
  const hands = useHands();
  const { document, chosen } = useDesigner();
  const steps = everyStep(document?.steps ?? [])
    .map(({ step }) => step)
    .filter(({ id }) => chosen.includes(id));
  const blocks = steps.filter(({ paths }) => paths.length > 0).length;
  const title = w.canvas.several.title(steps.length);
  return (
    <aside className={classes.panel} data-several={steps.length} aria-label={title}>
      <CloseButton
        className={classes.close}
        size="sm"
        aria-label={w.canvas.several.none}
        onClick={() => hands.gestures.clear()}
      />
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.several}>
        {steps.map((step) => (
          <Chosen key={step.id} step={step} />
        ))}
      </ul>
      <h3 className={classes.severalTitle}>{w.canvas.several.all}</h3>
      <div className={classes.acts}>
        {actsOf(hands, blocks).map((group) => (
          <Fragment key={group[0]?.words}>
            {group.map((act) => (
              <ActButton key={act.words} act={act} />
            ))}
            <span className={classes.actsGap} />
          </Fragment>
        ))}
      </div>
    </aside>
  );
}
