// The whole journey in numbers.
import type { Watched } from "~/api/generated/types";
import { w } from "~/words";
import { outcomeWords } from "~/words/reasons";
import type { Asked } from "./Behind";
import { usePeopleWords } from "./few";
import classes from "./Live.module.css";
import { Bars, Big } from "./Numbers";

interface Props {
  watched: Watched;
  onAsk: ((asked: Asked) => void) | null;
}

export function JourneyNumbers({ watched, onAsk }: Props) {
  const { totals, outcomes } = watched.live;
  const peopleWords = usePeopleWords();
  const delivered = Object.values(watched.mails).reduce((all, mails) => all + mails.delivered, 0);
  const told = [
    ["all", w.watch.entered, totals.entered],
    ["inside", w.watch.inside, totals.inside],
    ["left", w.watch.left, totals.left],
    ["goal", w.watch.goal, totals.goal],
  ] as const;
  return (
    <div className={classes.numbers}>
      <div className={classes.row}>
        {told.map(([what, words, value]) => (
          <Big key={what} value={value} asked={{ step: "", what, words }} onAsk={onAsk} />
        ))}
        <div className={classes.big}>
          <b>{peopleWords(totals.sent)}</b>
          <span>{w.watch.sent}</span>
        </div>
        <div className={classes.big}>
          <b>{peopleWords(delivered)}</b>
          <span>{w.watch.delivered}</span>
        </div>
      </div>
      <Bars
        title={w.watch.outcomesTitle}
        counts={outcomes}
        words={outcomeWords}
        ask={(detail) => ({ step: "", what: "left", detail })}
        onAsk={onAsk}
      />
    </div>
  );
}
