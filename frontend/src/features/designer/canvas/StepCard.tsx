// One step as a card: icon and name, one sentence, chips and problems when they matter, the live row.
import { IconAlertTriangle, IconHandStop, IconShieldLock } from "@tabler/icons-react";
import { memo } from "react";
import type { StepCardData } from "../model/picture";
import { sentenceLines } from "../model/sizes";
import { iconOf } from "../steps/icons";
import { Sentence } from "../steps/Sentence";
import classes from "./Card.module.css";
import { LiveRow } from "./LiveRow";

export const StepCard = memo(function StepCard({
  data,
  selected,
}: {
  data: StepCardData;
  selected: boolean;
}) {
  const { step, name, sentence, chips, problems, counts, showNumbers, busiest } = data;
  const Icon = iconOf(step.kind);
  const [gravest] = problems;
  const isExit = step.kind === "exit";
  return (
    <article
      className={classes.card}
      data-kind={step.kind}
      data-selected={selected || undefined}
      data-problem={gravest?.severity}
    >
      <header className={classes.head}>
        <span className={classes.icon}>
          <Icon size={16} stroke={1.75} aria-hidden />
        </span>
        <span className={classes.name}>{isExit ? "Leave" : name}</span>
        <code className={classes.id}>{step.id}</code>
        {isExit && counts && counts.entered > 0 && (
          <span className={classes.exitCount}>{counts.entered}</span>
        )}
      </header>
      {!isExit && (
        <p className={classes.sentence} style={{ WebkitLineClamp: sentenceLines(sentence) }}>
          <Sentence words={sentence} />
        </p>
      )}
      {chips.length > 0 && (
        <div className={classes.chips}>
          {chips.map((chip) => (
            <span key={chip.words} className={classes.chip} data-tone={chip.tone}>
              {chip.tone === "protected" && <IconShieldLock size={12} stroke={1.75} aria-hidden />}
              {chip.words}
            </span>
          ))}
        </div>
      )}
      {gravest && (
        <p className={classes.problem} data-severity={gravest.severity} title={gravest.message}>
          {gravest.severity === "error" ? (
            <IconHandStop size={14} aria-hidden />
          ) : (
            <IconAlertTriangle size={14} aria-hidden />
          )}
          <span>{gravest.message}</span>
          {problems.length > 1 && <em>+{problems.length - 1}</em>}
        </p>
      )}
      {showNumbers && !isExit && <LiveRow counts={counts} busiest={busiest} sends={step.kind === "send"} />}
    </article>
  );
});
