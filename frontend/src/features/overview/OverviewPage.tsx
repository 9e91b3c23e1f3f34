// The house at a glance: who is inside, what was said today, what needs a person.
import { Grid, Text } from "@mantine/core";
import { IconTimeline } from "@tabler/icons-react";
import { Link } from "wouter";
import { useOverview } from "~/api/messages";
import { useInstallation } from "~/api/session";
import type { Overview } from "~/api/types";
import { CountBars } from "~/features/designer/inspector/CountBars";
import { Timeline } from "~/features/people/Timeline";
import { Page, Section } from "~/parts/Page";
import { Stat } from "~/parts/Stat";
import { Broken, Empty, Rows } from "~/parts/States";
import { count, plural } from "~/words/numbers";
import { methodWords, reasonWords } from "~/words/reasons";
import classes from "./Overview.module.css";

const total = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, value) => sum + value, 0);

function Stats({ overview }: { overview: Overview }) {
  const notSent = total(overview.not_sent_today);
  return (
    <div className={classes.stats}>
      <Stat
        value={count(overview.inside)}
        word="people in journeys"
        note={`in ${plural(overview.journeys, "journey")}`}
      />
      <Stat value={count(overview.sent_today)} word="mails sent today" />
      <Stat
        value={count(notSent)}
        word="not sent today"
        note={notSent > 0 ? "each with its reason, below" : "nothing held back"}
      />
      <Stat value={count(Math.round(overview.events_per_minute))} word="events a minute" />
    </div>
  );
}

function NeedsSomebody({ overview }: { overview: Overview }) {
  const waiting = [
    {
      to: "/dead-letters",
      many: overview.dead_letters,
      one: "message could not be taken in",
      more: "messages could not be taken in",
    },
    {
      to: "/messages?state=uncertain",
      many: overview.uncertain,
      one: "mail may not have arrived",
      more: "mails may not have arrived",
    },
  ].filter((entry) => entry.many > 0);
  return (
    <Section title="Needs somebody">
      {waiting.length === 0 && (
        <Text c="dimmed">
          Nothing. Every message that came in was understood, and every mail is accounted for.
        </Text>
      )}
      <ul className={classes.needs}>
        {waiting.map(({ to, many, one, more }) => (
          <li key={to}>
            <Link href={to}>
              <b>{count(many)}</b> {many === 1 ? one : more}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function OverviewPage() {
  const overview = useOverview();
  const installation = useInstallation();
  const sentence = installation.data ? `${installation.data.name}, right now.` : undefined;
  if (overview.data === undefined) {
    return (
      <Page title="Overview" sentence={sentence}>
        {overview.isError ? (
          <Broken error={overview.error} again={() => void overview.refetch()} />
        ) : (
          <Rows />
        )}
      </Page>
    );
  }
  const { recent, methods, not_sent_today } = overview.data;
  return (
    <Page title="Overview" sentence={sentence}>
      <Stats overview={overview.data} />
      <Grid gap={48}>
        <Grid.Col span={{ base: 12, sm: 7 }}>
          <Section title="What just happened">
            {recent.length > 0 ? (
              <Timeline items={recent} />
            ) : (
              <Empty icon={IconTimeline} title="Nothing yet">
                Events, mails and answers are told here as they happen. Point your EHR at this server to
                begin.
              </Empty>
            )}
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <NeedsSomebody overview={overview.data} />
          <CountBars title="How mails were protected" counts={methods} words={methodWords} tone="protected" />
          <CountBars
            title="Not sent today because"
            counts={not_sent_today}
            words={reasonWords}
            tone="attention"
          />
        </Grid.Col>
      </Grid>
    </Page>
  );
}
