// Every journey this organisation keeps, with what it is doing now.

import { Button } from "@mantine/core";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { Link } from "wouter";
import { useOwnDrafts } from "~/api/gallery";
import { useJourneys } from "~/api/journeys";
import { useMay } from "~/api/session";
import type { JourneySummary } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Page } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { plainCode } from "~/words/reasons";
import { rich } from "~/words/rich";
import { peopleWords } from "../designer/live/few";
import { JourneyState } from "./JourneyState";
import classes from "./Journeys.module.css";
import { OutlinePicture } from "./OutlinePicture";

const words = w.journeys;

function Numbers({ counts }: { counts: JourneySummary["counts"] }) {
  const coarse = !useMay("operator");
  const told = [
    [counts.inside, words.inside],
    [counts.entered, words.entered],
    [counts.sent, words.sent],
    [counts.goal, words.goal],
  ] as const;
  return (
    <div className={classes.numbers}>
      {told.map(([value, word]) => (
        <span key={word}>
          <b>{peopleWords(value, coarse)}</b>
          {word}
        </span>
      ))}
    </div>
  );
}

/** What is known of it, each followed by a dot. */
const aboutOf = ({ purpose, owner, version_number, only_draft }: JourneySummary): string =>
  [
    purpose && plainCode(purpose),
    owner,
    version_number > 0 && words.version(version_number),
    only_draft && words.onlyDraft,
  ]
    .filter(Boolean)
    .map((each) => `${each} · `)
    .join("");

function JourneyRow({ journey, draft }: { journey: JourneySummary; draft: boolean }) {
  return (
    <li>
      <Link href={`/journeys/${journey.slug}`} className={classes.row}>
        <div className={classes.name}>
          <h2>{journey.title}</h2>
          <p>
            {aboutOf(journey)}
            <When at={journey.updated_at} relative />
          </p>
        </div>
        <OutlinePicture steps={journey.steps} />
        <Numbers counts={journey.counts} />
        <div className={classes.state}>
          {draft && !journey.only_draft && <Mark tone="neutral">{words.ownDraft}</Mark>}
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
  const author = useMay("author");
  const drafts = new Set(useOwnDrafts().data?.map(({ journey }) => journey));
  const begin = author && (
    <Button component={Link} href="/gallery" leftSection={<IconPlus size={16} aria-hidden />}>
      {words.begin}
    </Button>
  );
  const content = () => {
    if (journeys.data === undefined && journeys.isError) {
      return <Broken error={journeys.error} again={() => void journeys.refetch()} />;
    }
    if (journeys.data === undefined) return <Rows rows={4} height={84} />;
    if (journeys.data.length === 0) {
      return (
        <Empty icon={IconRoute} title={words.none} action={begin}>
          {rich(words.noneText, { code: (inner) => <code>{inner}</code> })}
        </Empty>
      );
    }
    return (
      <ul className={classes.list}>
        {journeys.data.map((journey) => (
          <JourneyRow key={journey.slug} journey={journey} draft={drafts.has(journey.slug)} />
        ))}
      </ul>
    );
  };
  return (
    <Page title={w.shell.places.journeys} sentence={words.sentence} actions={begin}>
      {content()}
    </Page>
  );
}
