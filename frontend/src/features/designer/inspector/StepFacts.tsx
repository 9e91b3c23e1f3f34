// The selected step: its sentence, facts, problems, numbers by reason, the people here, and its own YAML.
import { Button, Tabs } from "@mantine/core";
import { IconCode, IconUsers } from "@tabler/icons-react";
import type { Problem, StepCounts } from "~/api/types";
import { w } from "~/words";
import { methodWords, outcomeWords, reasonWords } from "~/words/reasons";
import { ProblemItem } from "../drawer/ProblemItem";
import { usePeopleWords } from "../live/few";
import type { Step } from "../model/document";
import { pathOf } from "../model/editing";
import { waysAndDropped } from "../model/numbers";
import { wayWords } from "../play/story";
import { definitionOf } from "../steps/definitions";
import { iconOf } from "../steps/icons";
import { Sentence } from "../steps/Sentence";
import { useDesigner, useStore } from "../store";
import { CountBars } from "./CountBars";
import { inForm, placed, placedInUse } from "./form/places";
import classes from "./Inspector.module.css";
import { StepForm } from "./StepForm";
import { stepSource } from "./stepSource";
import { useTitles } from "./vocabulary";

function Numbers({ counts, sends }: { counts: StepCounts; sends: boolean }) {
  const told = usePeopleWords();
  const { ways, dropped } = waysAndDropped(counts.outcomes);
  return (
    <>
      <div className={classes.numbers}>
        {(["entered", "waiting", "done"] as const).map((part) => (
          <span key={part}>
            <b>{told(counts[part])}</b>
            {w.inspector.parts[part]}
          </span>
        ))}
      </div>
      <CountBars title={w.inspector.bars.sent} counts={counts.sent} words={methodWords} tone="protected" />
      <CountBars
        title={sends ? w.inspector.bars.skipped : w.inspector.bars.passed}
        counts={counts.skipped}
        words={reasonWords}
        tone="attention"
      />
      <CountBars title={w.inspector.bars.failed} counts={counts.failed} words={reasonWords} tone="stop" />
      <CountBars title={w.inspector.bars.outcomes} counts={ways} words={wayWords} />
      <CountBars title={w.watch.droppedTitle} counts={dropped} words={outcomeWords} />
    </>
  );
}

interface Props {
  slug: string;
  step: Step;
  counts: StepCounts | null;
  published: boolean;
  problems: Problem[];
}

/** Those that no field of the form shows. */
function Problems({ problems, step }: { problems: Problem[]; step: Step }) {
  const { draft, text } = useDesigner();
  if (problems.length === 0) return null;
  const at = pathOf(draft, step.id);
  const found = [...placed(text, problems), ...placedInUse(problems, at ?? [], step.fields)];
  const inside = found.filter(({ path }) => at && inForm(path, at, step.kind));
  const shown = new Set(inside.map(({ problem }) => problem));
  return problems
    .filter((problem) => !shown.has(problem))
    .map((problem) => (
      <ProblemItem key={`${problem.code}${problem.line}:${problem.column}`} problem={problem} brief />
    ));
}

const TALL = 12; // lines from which it scrolls by itself, so the keyboard has to get there

const Source = ({ text }: { text: string }) =>
  text.split("\n").length > TALL ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard (WCAG 2.1.1)
    <section className={classes.tall} tabIndex={0} aria-label={w.inspector.yaml}>
      <pre>{text}</pre>
    </section>
  ) : (
    <pre>{text}</pre>
  );

export function StepFacts({ slug, step, counts, published, problems }: Props) {
  const store = useStore();
  const { text } = useDesigner();
  const titles = useTitles();
  const definition = definitionOf(step.kind);
  const Icon = iconOf(step.kind);
  const form = <StepForm slug={slug} step={step} problems={problems} />;
  return (
    <>
      <h2 className={classes.title}>
        <Icon size={18} stroke={1.75} aria-hidden />
        {definition.name}
        <code>{step.id}</code>
      </h2>
      <p className={classes.sentence}>
        <Sentence words={definition.sentence(step.fields, step.id, titles)} />
      </p>
      <Problems problems={problems} step={step} />
      {published ? (
        <Tabs defaultValue="set" keepMounted={false}>
          <Tabs.List mb={16}>
            <Tabs.Tab value="set">{w.inspector.tabs.set}</Tabs.Tab>
            <Tabs.Tab value="facts">{w.inspector.tabs.facts}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="set">{form}</Tabs.Panel>
          <Tabs.Panel value="facts">
            {counts && <Numbers counts={counts} sends={step.kind === "send"} />}
            <Button
              variant="default"
              fullWidth
              my={16}
              leftSection={<IconUsers size={16} stroke={1.75} />}
              onClick={() => store.show("people")}
            >
              {w.inspector.people}
            </Button>
          </Tabs.Panel>
        </Tabs>
      ) : (
        form
      )}
      <section className={classes.source}>
        <h3>
          {w.inspector.yaml}
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconCode size={14} />}
            onClick={() => store.goToLine(step.place.line)}
          >
            {w.drawer.inText}
          </Button>
        </h3>
        <Source text={stepSource(text, step.place)} />
      </section>
    </>
  );
}
