// The quiet row of numbers under a card, with a thin bar; reasons open beside it.

import { HoverCard } from "@mantine/core";
import { IconMailOff, IconPlayerSkipForward } from "@tabler/icons-react";
import type { StepCounts } from "~/api/types";
import { w } from "~/words";
import { reasonWords } from "~/words/reasons";
import { usePeopleWords } from "../live/few";
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

function ReasonList({ counts, title }: { counts: Record<string, number>; title: string }) {
  const words = usePeopleWords();
  if (sum(counts) === 0) return null;
  return (
    <>
      <h4 className={classes.reasonsTitle}>{title}</h4>
      <ul className={classes.reasons}>
        {largestFirst(counts).map(([reason, people]) => (
          <li key={reason}>
            <span>{reasonWords(reason)}</span>
            <b>{words(people)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function NotSent({ counts, sends }: { counts: StepCounts; sends: boolean }) {
  const words = usePeopleWords();
  const people = sum(counts.skipped) + sum(counts.failed);
  if (people === 0) return null;
  const Icon = sends ? IconMailOff : IconPlayerSkipForward;
  const said = sends ? w.numbers.notSent : w.numbers.passedBy;
  return (
    <HoverCard openDelay={120} closeDelay={80} shadow="md" width={280} position="right" withinPortal>
      <HoverCard.Target>
        <button
          type="button"
          tabIndex={-1}
          className={classes.number}
          data-tone={sum(counts.failed) > 0 ? "stop" : "attention"}
          aria-label={`${words(people)} ${said}`}
        >
          <b>
            <Icon size={13} stroke={2} aria-hidden />
            {words(people)}
          </b>
          <span>{said}</span>
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown p="sm">
        <ReasonList
          counts={counts.skipped}
          title={sends ? w.numbers.notSentBecause : w.numbers.passedByBecause}
        />
        <ReasonList counts={counts.failed} title={w.numbers.undelivered} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

interface Props {
  counts: StepCounts | null;
  busiest: number;
  /** Whether this step sends something; else a skip only means that its moment had passed. */
  sends: boolean;
}

export function LiveRow({ counts, busiest, sends }: Props) {
  const now = counts ?? NOTHING;
  const words = usePeopleWords();
  const share = (part: number) => (busiest > 0 ? `${Math.min(100, (part / busiest) * 100)}%` : "0%");
  return (
    <footer
      className={classes.live}
      data-here={now.waiting > 0 || undefined}
      data-been={now.done > 0 || undefined}
    >
      <div className={classes.bar} aria-hidden>
        <i data-part="done" style={{ width: share(now.done) }} />
        <i data-part="waiting" style={{ width: share(now.waiting) }} />
      </div>
      <div className={classes.numbers}>
        <span className={classes.number} title={w.numbers.came}>
          <b>{words(now.entered)}</b> {w.numbers.in}
        </span>
        <span className={classes.number} data-tone={now.waiting > 0 ? "accent" : undefined}>
          <b>{words(now.waiting)}</b> {w.numbers.waiting}
        </span>
        <span className={classes.number}>
          <b>{words(now.done)}</b> {w.numbers.done}
        </span>
        <NotSent counts={now} sends={sends} />
      </div>
    </footer>
  );
}
