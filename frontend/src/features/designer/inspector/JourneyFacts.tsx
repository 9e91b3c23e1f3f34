// The journey in words: who enters, when they leave, what it is for, how people left.
import { Text } from "@mantine/core";
import type { JourneyDetail, Live } from "~/api/types";
import { outcomeWords, plainCode } from "~/words/reasons";
import type { JourneyDocument } from "../model/document";
import { goalWords, leavingWords, triggerWords } from "../model/trigger";
import { windowWords } from "../model/words";
import { told } from "../steps/definition";
import { CountBars } from "./CountBars";
import { FactList } from "./FactList";
import classes from "./Inspector.module.css";

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

interface Props {
  journey: JourneyDetail;
  document: JourneyDocument;
  live: Live | null;
}

export function JourneyFacts({ journey, document, live }: Props) {
  const trigger = triggerWords(document);
  return (
    <>
      <h2 className={classes.title}>About this journey</h2>
      {document.notes && <Text className={classes.sentence}>{document.notes}</Text>}
      <FactList
        facts={told(
          { label: "Who enters", words: [trigger.start, trigger.condition].filter(Boolean).join(", ") },
          { label: "How often", words: capital(trigger.once) },
          { label: "They leave at once when", words: leavingWords(document) },
          { label: "The goal", words: capital(goalWords(document)) },
          { label: "Send window", words: windowWords(document.sendWindow ?? "") },
          { label: "Purpose", words: plainCode(document.purpose) },
          { label: "Owner", words: document.owner },
          { label: "Version", words: journey.version.slice(0, 12), exact: true },
        )}
      />
      {live && Object.keys(live.outcomes).length > 0 && (
        <CountBars title="How people left" counts={live.outcomes} words={outcomeWords} />
      )}
      <Text c="dimmed" fz={12} mt="md">
        Choose a step to see what it does. Arrow keys walk along the river.
      </Text>
    </>
  );
}
