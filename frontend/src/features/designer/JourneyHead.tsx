// What this journey is, whether it runs, what it is doing. What has no room steps back: first numbers, never the title.
import { useNetwork } from "@mantine/hooks";
import { Link } from "wouter";
import type { Hearing } from "~/api/live";
import type { JourneyDetail, Live } from "~/api/types";
import { JourneyState } from "~/features/journeys/JourneyState";
import { w } from "~/words";
import { count } from "~/words/numbers";
import { plainCode } from "~/words/reasons";
import classes from "./Designer.module.css";
import { PeopleHere, SaveState } from "./drafts/DraftState";
import { HeadActions } from "./HeadActions";
import { peopleWords } from "./live/few";
import { useDesigner } from "./store";
import type { Checked } from "./useJourneyProblems";

const words = w.head;

function LiveNumbers({ live, hearing }: { live: Live | null; hearing: Hearing }) {
  const { online } = useNetwork();
  const heard = online ? hearing : "offline";
  if (!live) return <div className={classes.totals} />;
  const told = [
    [live.totals.inside, w.journeys.inside],
    [live.totals.entered, w.journeys.entered],
    [live.totals.sent, w.journeys.sent],
    [live.totals.goal, w.journeys.goal],
    ...(live.totals.waiting > 0 ? ([[live.totals.waiting, words.waiting]] as const) : []),
  ] as const;
  return (
    <div className={classes.totals}>
      <span className={classes.hearing} data-hearing={heard} role="status">
        <i aria-hidden />
        {words.hearing[heard]}
        {heard === "live" &&
          live.rate_per_minute > 0 &&
          words.perMinute(count(Math.round(live.rate_per_minute)))}
      </span>
      {told.map(([value, word]) => (
        <span key={word}>
          <b>{peopleWords(value, live.coarse)}</b> {word}
        </span>
      ))}
    </div>
  );
}

interface Props {
  journey: JourneyDetail;
  live: Live | null;
  hearing: Hearing;
  checked: Checked;
}

function Titles({ journey }: { journey: JourneyDetail }) {
  const { document } = useDesigner();
  const title = document?.title || journey.title;
  const purpose = plainCode(journey.purpose);
  return (
    <div className={classes.titles}>
      <p>
        <Link href="/journeys">{w.shell.places.journeys}</Link>
        {purpose && ` / ${purpose}`}
      </p>
      <h1 title={title}>{title}</h1>
    </div>
  );
}

export function JourneyHead({ journey, live, hearing, checked }: Props) {
  const errors = checked.problems.filter((problem) => problem.severity === "error").length;
  const warnings = checked.problems.filter((problem) => problem.severity === "warning").length;
  return (
    <header className={classes.head}>
      <Titles journey={journey} />
      <div className={classes.states}>
        <JourneyState
          version={journey.version_number}
          paused={journey.paused}
          brake={journey.paused_reason}
          errors={errors}
          warnings={warnings}
        />
        {journey.version_number > 0 && (
          <span className={classes.version}>{w.journeys.version(journey.version_number)}</span>
        )}
      </div>
      <LiveNumbers live={journey.version_number > 0 ? live : null} hearing={hearing} />
      <PeopleHere />
      <SaveState />
      <HeadActions journey={journey} checked={checked} />
    </header>
  );
}
