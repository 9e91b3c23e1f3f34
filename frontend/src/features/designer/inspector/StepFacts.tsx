// The selected step: its sentence, facts, problems, numbers by reason, the people here, and its own YAML.
import { Button } from "@mantine/core";
import { IconCode, IconUsers } from "@tabler/icons-react";
import type { Problem, StepCounts } from "~/api/types";
import { count } from "~/words/numbers";
import { methodWords, plainCode, reasonWords } from "~/words/reasons";
import { ProblemItem } from "../drawer/ProblemItem";
import type { Step } from "../model/document";
import { definitionOf } from "../steps/definitions";
import { iconOf } from "../steps/icons";
import { Sentence } from "../steps/Sentence";
import { useDesigner, useStore } from "../store";
import { CountBars } from "./CountBars";
import { FactList } from "./FactList";
import classes from "./Inspector.module.css";
import { stepSource } from "./stepSource";

function Numbers({ counts, sends }: { counts: StepCounts; sends: boolean }) {
  return (
    <>
      <div className={classes.numbers}>
        {(["entered", "waiting", "done"] as const).map((part) => (
          <span key={part}>
            <b>{count(counts[part])}</b>
            {part}
          </span>
        ))}
      </div>
      <CountBars title="Sent, by protection" counts={counts.sent} words={methodWords} tone="protected" />
      <CountBars
        title={sends ? "Not sent because" : "Passed by because"}
        counts={counts.skipped}
        words={reasonWords}
        tone="attention"
      />
      <CountBars title="Could not be delivered" counts={counts.failed} words={reasonWords} tone="stop" />
      <CountBars title="Which way people went" counts={counts.outcomes} words={plainCode} />
    </>
  );
}

interface Props {
  step: Step;
  counts: StepCounts | null;
  published: boolean;
  problems: Problem[];
}

export function StepFacts({ step, counts, published, problems }: Props) {
  const store = useStore();
  const { text } = useDesigner();
  const definition = definitionOf(step.kind);
  const Icon = iconOf(step.kind);
  return (
    <>
      <h2 className={classes.title}>
        <Icon size={18} stroke={1.75} aria-hidden />
        {definition.name}
        <code>{step.id}</code>
      </h2>
      <p className={classes.sentence}>
        <Sentence words={definition.sentence(step.fields, step.id)} />
      </p>
      {problems.map((problem) => (
        <ProblemItem key={`${problem.code}${problem.line}`} problem={problem} />
      ))}
      <FactList facts={definition.facts(step.fields)} />
      {published && counts && <Numbers counts={counts} sends={step.kind === "send"} />}
      {published && (
        <Button
          variant="default"
          fullWidth
          mt="md"
          leftSection={<IconUsers size={16} stroke={1.75} />}
          onClick={() => store.show("people")}
        >
          See the people here
        </Button>
      )}
      <section className={classes.source}>
        <h3>
          This step in YAML
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconCode size={14} />}
            onClick={() => store.goToLine(step.place.line)}
          >
            line {step.place.line}
          </Button>
        </h3>
        <pre>{stepSource(text, step.place)}</pre>
      </section>
    </>
  );
}
