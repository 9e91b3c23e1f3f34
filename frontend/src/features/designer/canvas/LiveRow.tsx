// The quiet row of numbers under a card, with a thin bar; reasons open beside it.
import { HoverCard } from "@mantine/core";
import type { StepCounts } from "~/api/types";
import { count } from "~/words/numbers";
import { reasonWords } from "~/words/reasons";
import { largestFirst, sum } from "../model/numbers";
import classes from "./Card.module.css";

const NOTHING: StepCounts = {
  entered: 0,
  waiting: 0,
  done: 0,
  skipped: {},
  failed: {},
  sent: {},
  outcomes: {},
};

function Reasons({
  counts,
  word,
  tone,
}: {
  counts: Record<string, number>;
  word: string;
  tone: "attention" | "stop";
}) {
  return (
    <HoverCard openDelay={120} closeDelay={80} shadow="md" width={280} position="right" withinPortal>
      <HoverCard.Target>
        <span className={classes.number} data-tone={tone}>
          <b>{count(sum(counts))}</b> {word}
        </span>
      </HoverCard.Target>
      <HoverCard.Dropdown p="sm">
        <ul className={classes.reasons}>
          {largestFirst(counts).map(([reason, people]) => (
            <li key={reason}>
              <span>{reasonWords(reason)}</span>
              <b>{count(people)}</b>
            </li>
          ))}
        </ul>
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

export function LiveRow({ counts, busiest }: { counts: StepCounts | null; busiest: number }) {
  const now = counts ?? NOTHING;
  const share = (part: number) => (busiest > 0 ? `${Math.min(100, (part / busiest) * 100)}%` : "0%");
  return (
    <footer className={classes.live}>
      <div className={classes.bar} aria-hidden>
        <i data-part="done" style={{ width: share(now.done) }} />
        <i data-part="waiting" style={{ width: share(now.waiting) }} />
      </div>
      <div className={classes.numbers}>
        <span className={classes.number} title="People who came to this step">
          <b>{count(now.entered)}</b> in
        </span>
        <span className={classes.number} data-tone={now.waiting > 0 ? "accent" : undefined}>
          <b>{count(now.waiting)}</b> waiting
        </span>
        <span className={classes.number}>
          <b>{count(now.done)}</b> done
        </span>
        {sum(now.skipped) > 0 && <Reasons counts={now.skipped} word="not sent" tone="attention" />}
        {sum(now.failed) > 0 && <Reasons counts={now.failed} word="failed" tone="stop" />}
      </div>
    </footer>
  );
}
