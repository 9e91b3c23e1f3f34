// The quiet row of numbers under a card, with a thin bar; reasons open beside it.

import { HoverCard } from "@mantine/core";
import { IconMailOff, IconPlayerSkipForward } from "@tabler/icons-react";
import { useContext } from "react";
import type { StepCounts } from "~/api/types";
import { w } from "~/words";
import { reasonWords } from "~/words/reasons";
import { AskContext, AskedNumber } from "../live/AskedPeople";
import { usePeopleWords } from "../live/few";
import { largestFirst, sum } from "../model/numbers";
import { useView } from "../view/view";
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

interface Reasons {
  step: string;
  of: "skipped" | "failed";
  counts: Record<string, number>;
  title: string;
}

function ReasonList({ step, of, counts, title }: Reasons) {
  const words = usePeopleWords();
  if (sum(counts) === 0) return null;
  return (
    <>
      <h4 className={classes.reasonsTitle}>{title}</h4>
      <ul className={classes.reasons}>
        {largestFirst(counts).map(([reason, people]) => (
          <li key={reason}>
            <span>{reasonWords(reason)}</span>
            <AskedNumber
              value={people}
              asked={{ step, what: "outcome", detail: `${of}:${reason}`, words: reasonWords(reason) }}
              className={classes.reasonCount}
            >
              <b>{words(people)}</b>
            </AskedNumber>
          </li>
        ))}
      </ul>
    </>
  );
}

function NotSent({ step, counts, sends }: { step: string; counts: StepCounts; sends: boolean }) {
  const may = useContext(AskContext);
  const view = useView();
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
          data-asks={may ? "missed" : undefined}
          onClick={(event) => {
            if (!may) return;
            event.stopPropagation();
            view.set({ asked: { step, what: "missed", words: said } });
          }}
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
          step={step}
          of="skipped"
          counts={counts.skipped}
          title={sends ? w.numbers.notSentBecause : w.numbers.passedByBecause}
        />
        <ReasonList step={step} of="failed" counts={counts.failed} title={w.numbers.undelivered} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

interface Props {
  step: string;
  counts: StepCounts | null;
  busiest: number;
  /** Whether this step sends something; else a skip only means that its moment had passed. */
  sends: boolean;
}

export function LiveRow({ step, counts, busiest, sends }: Props) {
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
        <AskedNumber
          value={now.entered}
          asked={{ step, what: "entered", words: w.watch.entered }}
          className={classes.number}
          title={w.numbers.came}
        >
          <b>{words(now.entered)}</b> {w.numbers.in}
        </AskedNumber>
        <AskedNumber
          value={now.waiting}
          asked={{ step, what: "waiting", words: w.watch.waiting }}
          className={classes.number}
          tone={now.waiting > 0 ? "accent" : undefined}
        >
          <b>{words(now.waiting)}</b> {w.numbers.waiting}
        </AskedNumber>
        <AskedNumber
          value={now.done}
          asked={{ step, what: "done", words: w.watch.done }}
          className={classes.number}
        >
          <b>{words(now.done)}</b> {w.numbers.done}
        </AskedNumber>
        <NotSent step={step} counts={now} sends={sends} />
      </div>
    </footer>
  );
}
