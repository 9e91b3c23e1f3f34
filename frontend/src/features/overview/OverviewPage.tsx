// The house at a glance: who is inside, what was said today, what needs a person.

import { Grid, Text } from "@mantine/core";
import { Link } from "wouter";
import { useOverview } from "~/api/messages";
import { useInstallation } from "~/api/session";
import type { Overview, Stopped } from "~/api/types";
import { CountBars } from "~/features/designer/inspector/CountBars";
import { CoarseContext, peopleWords } from "~/features/designer/live/few";
import { Timeline } from "~/features/people/Timeline";
import { Page, Section } from "~/parts/Page";
import { Stat } from "~/parts/Stat";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { count } from "~/words/numbers";
import { methodWords, reasonWords } from "~/words/reasons";
import { rich } from "~/words/rich";
import { FirstSteps } from "./FirstSteps";
import classes from "./Overview.module.css";

const words = w.overview;

const total = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, value) => sum + value, 0);

function Stats({ overview }: { overview: Overview }) {
  const notSent = total(overview.not_sent_last_day);
  return (
    <div className={classes.stats}>
      <Stat
        value={peopleWords(overview.inside, overview.coarse)}
        word={words.inside}
        note={words.inJourneys(overview.journeys)}
      />
      <Stat value={peopleWords(overview.sent_last_day, overview.coarse)} word={words.sentLastDay} />
      <Stat
        value={peopleWords(notSent, overview.coarse)}
        word={words.notSentLastDay}
        note={notSent > 0 ? words.eachReason : words.nothingHeld}
      />
      <Stat value={count(Math.round(overview.events_per_minute))} word={words.events} />
    </div>
  );
}

const stoppedWords = ({ title, reason }: Stopped) =>
  reason === "" ? words.paused(title) : words.braked(title, reasonWords(reason).toLowerCase());

function NeedsSomebody({ overview }: { overview: Overview }) {
  const waiting = [
    { to: "/approvals", many: overview.approvals, words: words.approvals },
    { to: "/dead-letters", many: overview.dead_letters, words: words.deadLetters },
    {
      to: "/messages?state=uncertain",
      many: overview.coarse ? 0 : overview.uncertain,
      words: words.uncertain,
    },
  ].filter((entry) => entry.many > 0);
  const { stopped } = overview;
  return (
    <Section title={words.needs}>
      {waiting.length === 0 && stopped.length === 0 && <Text c="dimmed">{words.needsNobody}</Text>}
      <ul className={classes.needs}>
        {stopped.map((journey) => (
          <li key={journey.journey} data-brake={journey.reason !== "" || undefined}>
            <Link href={`/journeys/${journey.journey}`}>
              {rich(stoppedWords(journey), { b: (inner) => <b>{inner}</b> })}
            </Link>
          </li>
        ))}
        {waiting.map(({ to, many, words: told }) => (
          <li key={to}>
            <Link href={to}>{rich(told(many), { b: (inner) => <b>{inner}</b> })}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One by one: for those who may see whom it is about. */
const Recent = ({ overview: { recent, coarse } }: { overview: Overview }) =>
  coarse ? <Text c="dimmed">{words.recentForOperators}</Text> : <Timeline items={recent} />;

export function OverviewPage() {
  const overview = useOverview();
  const installation = useInstallation();
  const sentence = installation.data ? words.now(installation.data.name) : undefined;
  if (overview.data === undefined) {
    return (
      <Page title={w.shell.places.overview} sentence={sentence}>
        {overview.isError ? (
          <Broken error={overview.error} again={() => void overview.refetch()} />
        ) : (
          <Rows />
        )}
      </Page>
    );
  }
  const { entered, recent, methods, not_sent_last_day } = overview.data;
  const happened = recent.length > 0 || (overview.data.coarse && entered > 0);
  return (
    <Page title={w.shell.places.overview} sentence={sentence} times>
      <Stats overview={overview.data} />
      <Grid gap={48}>
        <Grid.Col span={{ base: 12, sm: 7 }}>
          <Section title={happened ? words.recent : words.first.title}>
            {happened ? <Recent overview={overview.data} /> : <FirstSteps />}
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <NeedsSomebody overview={overview.data} />
          <CoarseContext.Provider value={overview.data.coarse}>
            <CountBars title={words.protectedHow} counts={methods} words={methodWords} tone="protected" />
            <CountBars
              title={words.notSentBecause}
              counts={not_sent_last_day}
              words={reasonWords}
              tone="attention"
            />
          </CoarseContext.Provider>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
