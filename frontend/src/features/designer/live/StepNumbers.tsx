// One step in numbers: who came, who waits and for how long, what was sent, what people did, and who did not get it.
import type { Watched } from "~/api/generated/types";
import { w } from "~/words";
import { outcomeWords, reasonWords } from "~/words/reasons";
import type { Step } from "../model/document";
import { waysAndDropped } from "../model/numbers";
import { doesWords, wayWords } from "../play/story";
import type { Asked } from "./Behind";
import classes from "./Live.module.css";
import { Bars, Big } from "./Numbers";

const AGES = ["hour", "day", "three-days", "week", "month", "longer"];

interface Props {
  step: Step;
  watched: Watched;
  onAsk: ((asked: Asked) => void) | null;
}

export function StepNumbers({ step, watched, onAsk }: Props) {
  const counts = watched.live.steps[step.id];
  const mails = watched.mails[step.id];
  if (!counts) return <p className={classes.quiet}>{w.watch.nobody}</p>;
  const of = (what: string, detail?: string) => ({ step: step.id, what, detail });
  const sends = step.kind === "send";
  return (
    <div className={classes.numbers}>
      <div className={classes.row}>
        <Big value={counts.entered} asked={{ ...of("entered"), words: w.watch.entered }} onAsk={onAsk} />
        <Big value={counts.waiting} asked={{ ...of("waiting"), words: w.watch.waiting }} onAsk={onAsk} />
        <Big value={counts.done} asked={{ ...of("done"), words: w.watch.done }} onAsk={onAsk} />
        {mails && (
          <>
            <Big value={mails.sent} asked={{ ...of("done"), words: w.watch.sent }} onAsk={null} />
            <Big value={mails.delivered} asked={{ ...of("done"), words: w.watch.delivered }} onAsk={null} />
          </>
        )}
      </div>
      <div className={classes.charts}>
        <Bars
          title={w.watch.agesTitle}
          counts={watched.ages[step.id] ?? {}}
          words={(age) => w.watch.ages[age] ?? age}
          order={AGES}
          onAsk={null}
        />
        <Bars
          title={w.watch.engagedTitle}
          counts={mails?.engaged ?? {}}
          words={doesWords}
          ask={(type) => of("engaged", type)}
          onAsk={onAsk}
        />
        <Bars
          title={sends ? w.watch.skippedTitle : w.watch.passedTitle}
          counts={counts.skipped}
          words={reasonWords}
          ask={(reason) => of("outcome", `skipped:${reason}`)}
          onAsk={onAsk}
        />
        <Bars
          title={w.watch.failedTitle}
          counts={counts.failed}
          words={reasonWords}
          ask={(reason) => of("outcome", `failed:${reason}`)}
          onAsk={onAsk}
        />
        <Bars
          title={w.watch.waysTitle}
          counts={waysAndDropped(counts.outcomes).ways}
          words={wayWords}
          ask={(way) => of("outcome", way)}
          onAsk={onAsk}
        />
        <Bars
          title={w.watch.droppedTitle}
          counts={watched.dropped[step.id] ?? {}}
          words={outcomeWords}
          ask={(outcome) => of("outcome", outcome)}
          onAsk={onAsk}
        />
      </div>
    </div>
  );
}
