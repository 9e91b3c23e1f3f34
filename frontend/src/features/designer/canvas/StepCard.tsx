// One step as a card: icon and name, one sentence, chips, notes and problems when they matter, the live row.
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronRight,
  IconDots,
  IconHandStop,
  IconNote,
  IconShieldLock,
  IconStethoscope,
} from "@tabler/icons-react";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { usePeopleWords } from "../live/few";
import type { StepCardData } from "../model/picture";
import { sentenceLines } from "../model/sizes";
import type { Chip } from "../steps/definition";
import { iconOf } from "../steps/icons";
import { Sentence } from "../steps/Sentence";
import classes from "./Card.module.css";
import { LiveRow } from "./LiveRow";

function Chips({ chips }: { chips: Chip[] }) {
  return (
    <div className={classes.chips}>
      {chips.map(({ words, tone }) => (
        <span key={words} className={classes.chip} data-tone={tone}>
          {tone === "protected" && <IconShieldLock size={12} stroke={1.75} aria-hidden />}
          {tone === "clinical" && <IconStethoscope size={12} stroke={1.75} aria-hidden />}
          {words}
        </span>
      ))}
    </div>
  );
}

function Problems({ problems }: { problems: Problem[] }) {
  const [gravest] = problems;
  if (!gravest) return null;
  const Icon = gravest.severity === "error" ? IconHandStop : IconAlertTriangle;
  return (
    <p className={classes.problem} data-severity={gravest.severity} title={gravest.message}>
      <Icon size={14} aria-hidden />
      <span>{gravest.message}</span>
      {problems.length > 1 && <em>+{problems.length - 1}</em>}
    </p>
  );
}

function Head({ data }: { data: StepCardData }) {
  const { step, name, counts, folded } = data;
  const people = usePeopleWords();
  const Icon = iconOf(step.kind);
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  const isExit = step.kind === "exit";
  return (
    <header className={classes.head}>
      <span className={classes.icon}>
        <Icon size={16} stroke={1.75} aria-hidden />
      </span>
      <span className={classes.name}>{isExit ? w.canvas.card.leave : name}</span>
      <code className={classes.id}>{step.id}</code>
      {isExit && counts && counts.entered > 0 && (
        <span className={classes.exitCount}>{people(counts.entered)}</span>
      )}
      <span className={classes.handles} aria-hidden>
        {step.paths.length > 0 && (
          <span data-does="fold" title={folded ? w.canvas.menu.unfold : w.canvas.menu.fold}>
            <Chevron size={16} stroke={1.75} />
          </span>
        )}
        <span data-does="menu" title={w.canvas.menu.more}>
          <IconDots size={16} stroke={1.75} />
        </span>
      </span>
    </header>
  );
}

export function StepCard({ data, chosen }: { data: StepCardData; chosen: boolean }) {
  const { step, sentence, chips, problems, counts, showNumbers, busiest, note, folded } = data;
  const isExit = step.kind === "exit";
  return (
    <article
      className={classes.card}
      data-kind={step.kind}
      data-selected={chosen || undefined}
      data-folded={folded ? true : undefined}
      data-problem={problems[0]?.severity}
    >
      <Head data={data} />
      {!isExit && (
        <p className={classes.sentence} style={{ WebkitLineClamp: sentenceLines(sentence) }}>
          <Sentence words={sentence} />
        </p>
      )}
      {folded && <p className={classes.folded}>{w.canvas.card.folded(folded.steps, folded.ways)}</p>}
      {chips.length > 0 && !isExit && <Chips chips={chips} />}
      {note && !isExit && (
        <p className={classes.note} title={note}>
          <IconNote size={14} stroke={1.75} aria-hidden />
          <span>{note}</span>
        </p>
      )}
      <Problems problems={problems} />
      {showNumbers && !isExit && (
        <LiveRow step={step.id} counts={counts} busiest={busiest} sends={step.kind === "send"} />
      )}
    </article>
  );
}
