// Beside the river: the selected step, or the journey itself when nothing is selected.
import { CloseButton } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import type { JourneyDetail, Live, Problem } from "~/api/types";
import { w } from "~/words";
import { OpenRemarks } from "../comments/OpenRemarks";
import { findStep } from "../model/document";
import { stepsOf } from "../model/problems";
import { ShownContext, useDesigner, useStore } from "../store";
import classes from "./Inspector.module.css";
import { JourneyFacts } from "./JourneyFacts";
import { SeveralChosen } from "./SeveralChosen";
import { StepFacts } from "./StepFacts";
import { useAfterPaint } from "./useAfterPaint";

interface Props {
  journey: JourneyDetail;
  live: Live | null;
  problems: Problem[];
}

/** A form is much to draw. The canvas shows what was chosen or done first, the panel follows a frame later. */
export function Inspector(props: Props) {
  const state = useDesigner();
  const { selected, chosen } = state;
  const now = chosen.length > 1 ? chosen.join(" ") : selected;
  const ready = useAfterPaint(now) === now;
  const drawn = useRef<ReactNode>(null);
  if (ready || drawn.current === null)
    drawn.current = (
      <ShownContext value={state}>
        <Panel {...props} />
      </ShownContext>
    );
  return drawn.current;
}

function Panel({ journey, live, problems }: Props) {
  const store = useStore();
  const { document, selected, chosen } = useDesigner();
  const step = document ? findStep(document.steps, selected) : null;
  if (!document) return null;
  if (chosen.length > 1) return <SeveralChosen />;
  return (
    <aside
      className={classes.panel}
      data-step={step?.id}
      aria-label={step ? w.inspector.step(step.id) : w.inspector.title}
    >
      {step ? (
        <>
          <CloseButton
            className={classes.close}
            size="sm"
            aria-label={w.inspector.close}
            onClick={() => store.select(null)}
          />
          <StepFacts
            slug={journey.slug}
            step={step}
            counts={live?.steps[step.id] ?? null}
            published={journey.version_number > 0}
            problems={problems.filter((problem) => stepsOf(problem, document.steps).includes(step.id))}
          />
          <OpenRemarks slug={journey.slug} step={step.id} />
        </>
      ) : (
        <JourneyFacts journey={journey} document={document} live={live} problems={problems} />
      )}
    </aside>
  );
}
