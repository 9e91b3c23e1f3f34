// The journey itself: who enters in words, its settings, how people left.
import { Text } from "@mantine/core";
import type { JourneyDetail, Live, Problem } from "~/api/types";
import { w } from "~/words";
import { outcomeWords } from "~/words/reasons";
import type { JourneyDocument } from "../model/document";
import { triggerWords } from "../model/trigger";
import { CountBars } from "./CountBars";
import classes from "./Inspector.module.css";
import { JourneyForm } from "./JourneyForm";

interface Props {
  journey: JourneyDetail;
  document: JourneyDocument;
  live: Live | null;
  problems: readonly Problem[];
}

export function JourneyFacts({ journey, document, live, problems }: Props) {
  const trigger = triggerWords(document);
  return (
    <>
      <h2 className={classes.title}>{w.inspector.title}</h2>
      <Text className={classes.sentence}>
        {[trigger.start, trigger.condition].filter(Boolean).join(", ")}
      </Text>
      <JourneyForm slug={journey.slug} problems={problems} />
      {live && Object.keys(live.outcomes).length > 0 && (
        <CountBars title={w.inspector.bars.left} counts={live.outcomes} words={outcomeWords} />
      )}
      <Text c="dimmed" fz={12} mt="md">
        {w.inspector.walk}
      </Text>
    </>
  );
}
