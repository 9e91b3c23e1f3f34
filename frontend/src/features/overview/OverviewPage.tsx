// The house at a glance: who is inside, what was said today, what needs a person.

import { Grid, Text } from "@mantine/core";
import { Link } from "wouter";
import { useNeeds, useOverview } from "~/api/messages";
import { useInstallation } from "~/api/session";
import type { Needs, Overview, Stopped } from "~/api/types";
import { CountBars } from "~/features/designer/inspector/CountBars";
import { CoarseContext, peopleWords } from "~/features/designer/live/few";
import { Story } from "~/features/people/Timeline";
import { Page, Section } from "~/parts/Page";
import { Stat } from "~/parts/Stat";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { count } from "~/words/numbers";
import { methodWords, reasonWords } from "~/words/reasons";
import { rich } from "~/words/rich";
import { FirstSteps } from "./FirstSteps";
import { lineOf } from "./happened";
import classes from "./Overview.module.css";

const words = w.overview;

function Stats({ overview }: { overview: Overview }) {
  const notSent = overview.not_sent_last_day;
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

function NeedsSomebody({ needs }: { needs: Needs }) {
  const waiting = [
    { to: "/approvals", many: needs.approvals, words: words.approvals },
    { to: "/tasks", many: needs.late_tasks, words: words.lateTasks },
    { to: "/dead-letters", many: needs.dead_letters, words: words.deadLetters },
    { to: "/messages?state=uncertain", many: needs.uncertain, words: words.uncertain },
  ].filter((entry) => entry.many > 0);
  const { stopped } = needs;
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

/** Hours and places of few people: for those who may see whom it is about. */
const Recent = ({ overview: { happened, coarse } }: { overview: Overview }) =>
  coarse ? <Text c="dimmed">{words.recentForOperators}</Text> : <Story lines={happened.map(lineOf)} />;

export function OverviewPage() {
  const overview = useOverview();
  const needs = useNeeds();
  const installation = useInstallation();
  const sentence = installation.data ? words.now(installation.data.name) : undefined;
  const again = () => void Promise.all([overview.refetch(), needs.refetch()]);
  if (overview.data === undefined || needs.data === undefined) {
    return (
      <Page title={w.shell.places.overview} sentence={sentence}>
        {overview.isError || needs.isError ? (
          <Broken error={overview.error ?? needs.error} again={again} />
        ) : (
          <Rows />
        )}
      </Page>
    );
  }
  const { began, methods, not_sent_because } = overview.data;
  return (
    <Page title={w.shell.places.overview} sentence={sentence} times>
      <Stats overview={overview.data} />
      <Grid gap={48}>
        <Grid.Col span={{ base: 12, sm: 7 }}>
          <Section title={began ? words.recent : words.first.title}>
            {began ? <Recent overview={overview.data} /> : <FirstSteps />}
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <NeedsSomebody needs={needs.data} />
          <CoarseContext.Provider value={overview.data.coarse}>
            <CountBars title={words.protectedHow} counts={methods} words={methodWords} tone="protected" />
            <CountBars
              title={words.notSentBecause}
              counts={not_sent_because}
              words={reasonWords}
              tone="attention"
            />
          </CoarseContext.Provider>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
