// Every journey this organisation keeps, with what it is doing now.
import { IconRoute } from "@tabler/icons-react";
import { Link } from "wouter";
import { useJourneys } from "~/api/journeys";
import type { JourneySummary } from "~/api/types";
import { Page } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { count } from "~/words/numbers";
import { plainCode } from "~/words/reasons";
import { JourneyState } from "./JourneyState";
import classes from "./Journeys.module.css";
import { OutlinePicture } from "./OutlinePicture";

function Numbers({ counts }: { counts: JourneySummary["counts"] }) {
  const told = [
    [counts.inside, "inside"],
    [counts.entered, "entered"],
    [counts.sent, "sent"],
    [counts.goal, "goal"],
  ] as const;
  return (
    <div className={classes.numbers}>
      {told.map(([value, word]) => (
        <span key={word}>
          <b>{count(value)}</b>
          {word}
        </span>
      ))}
    </div>
  );
}

function JourneyRow({ journey }: { journey: JourneySummary }) {
  return (
    <li>
      <Link href={`/journeys/${journey.slug}`} className={classes.row}>
        <div className={classes.name}>
          <h2>{journey.title}</h2>
          <p>
            {plainCode(journey.purpose)} · {journey.owner}
            {journey.version_number > 0 && ` · version ${journey.version_number}`} ·{" "}
            <When at={journey.updated_at} relative />
          </p>
        </div>
        <OutlinePicture steps={journey.steps} />
        <Numbers counts={journey.counts} />
        <div className={classes.state}>
          <JourneyState
            version={journey.version_number}
            paused={journey.paused}
            brake={journey.paused_reason}
            errors={journey.problems.errors}
            warnings={journey.problems.warnings}
          />
        </div>
      </Link>
    </li>
  );
}

export function JourneysPage() {
  const journeys = useJourneys();
  const content = () => {
    if (journeys.data === undefined && journeys.isError) {
      return <Broken error={journeys.error} again={() => void journeys.refetch()} />;
    }
    if (journeys.data === undefined) return <Rows rows={4} height={84} />;
    if (journeys.data.length === 0) {
      return (
        <Empty icon={IconRoute} title="No journeys yet">
          A journey says how you keep in touch with patients. Put a folder with a <code>journey.yaml</code>{" "}
          into <code>journeys/</code>, then run <code>careloom apply</code>.
        </Empty>
      );
    }
    return (
      <ul className={classes.list}>
        {journeys.data.map((journey) => (
          <JourneyRow key={journey.slug} journey={journey} />
        ))}
      </ul>
    );
  };
  return (
    <Page title="Journeys" sentence="How you keep in touch with patients, and what is happening right now.">
      {content()}
    </Page>
  );
}
