// What this journey is, whether it runs, what it is doing, and publishing the text as it stands.

import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconMail, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "wouter";
import type { Hearing } from "~/api/live";
import { useMay } from "~/api/session";
import type { JourneyDetail, Live } from "~/api/types";
import { JourneyState } from "~/features/journeys/JourneyState";
import { w } from "~/words";
import { count } from "~/words/numbers";
import { plainCode } from "~/words/reasons";
import classes from "./Designer.module.css";
import { DraftState } from "./drafts/DraftState";
import { peopleWords } from "./live/few";
import { useHold } from "./live/useHold";
import { Publish } from "./publishing/Publish";
import type { Checked } from "./useJourneyProblems";

const words = w.head;

function LiveNumbers({ live, hearing }: { live: Live | null; hearing: Hearing }) {
  if (!live) return null;
  const told = [
    [live.totals.inside, w.journeys.inside],
    [live.totals.entered, w.journeys.entered],
    [live.totals.sent, w.journeys.sent],
    [live.totals.goal, w.journeys.goal],
    ...(live.totals.waiting > 0 ? ([[live.totals.waiting, words.waiting]] as const) : []),
  ] as const;
  return (
    <div className={classes.totals}>
      {told.map(([value, word]) => (
        <span key={word}>
          <b>{word === w.journeys.sent ? count(value) : peopleWords(value, live.coarse)}</b> {word}
        </span>
      ))}
      <span className={classes.hearing} data-hearing={hearing} role="status">
        <i aria-hidden />
        {words.hearing[hearing]}
        {hearing === "live" &&
          live.rate_per_minute > 0 &&
          words.perMinute(count(Math.round(live.rate_per_minute)))}
      </span>
    </div>
  );
}

function More({ journey }: { journey: JourneyDetail }) {
  const { ask } = useHold(journey);
  const operator = useMay("operator");
  if (!operator || journey.version_number === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label={words.more}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {journey.paused ? (
          <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={ask}>
            {words.resume}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={ask}>
            {words.pause}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Messages({ slug }: { slug: string }) {
  if (!useMay("author")) return null;
  return (
    <Button component={Link} href={`/drafts/${slug}`} variant="default" leftSection={<IconMail size={16} />}>
      {words.messages}
    </Button>
  );
}

interface Props {
  journey: JourneyDetail;
  live: Live | null;
  hearing: Hearing;
  checked: Checked;
}

export function JourneyHead({ journey, live, hearing, checked }: Props) {
  const errors = checked.problems.filter((problem) => problem.severity === "error").length;
  const warnings = checked.problems.filter((problem) => problem.severity === "warning").length;
  return (
    <header className={classes.head}>
      <div className={classes.titles}>
        <p>
          <Link href="/journeys">{w.shell.places.journeys}</Link> / {plainCode(journey.purpose)}
        </p>
        <h1>{journey.title}</h1>
      </div>
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
      {journey.version_number > 0 && <LiveNumbers live={live} hearing={hearing} />}
      <div className={classes.actions} data-tour="publish">
        <DraftState slug={journey.slug} only={journey.only_draft ?? false} />
        <Messages slug={journey.slug} />
        <Publish journey={journey} checked={checked} />
        <More journey={journey} />
      </div>
    </header>
  );
}
