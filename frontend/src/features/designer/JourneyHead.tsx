// What this journey is, whether it runs, what it is doing, and publishing the text as it stands.
import { ActionIcon, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconDots, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "wouter";
import { usePause } from "~/api/journeys";
import type { Hearing } from "~/api/live";
import { useMay } from "~/api/session";
import type { JourneyDetail, Live } from "~/api/types";
import { JourneyState } from "~/features/journeys/JourneyState";
import { count } from "~/words/numbers";
import { plainCode } from "~/words/reasons";
import classes from "./Designer.module.css";
import { DraftState } from "./drafts/DraftState";
import { Publish } from "./publishing/Publish";
import type { Checked } from "./useJourneyProblems";

const HEARING: Record<Hearing, string> = {
  connecting: "connecting",
  live: "live",
  deaf: "numbers are old, trying again",
};

function LiveNumbers({ live, hearing }: { live: Live | null; hearing: Hearing }) {
  if (!live) return null;
  const told = [
    [live.totals.inside, "inside"],
    [live.totals.entered, "entered"],
    [live.totals.sent, "sent"],
    [live.totals.goal, "goal"],
    ...(live.totals.waiting > 0 ? ([[live.totals.waiting, "waiting to enter"]] as const) : []),
  ] as const;
  return (
    <div className={classes.totals}>
      {told.map(([value, word]) => (
        <span key={word}>
          <b>{count(value)}</b> {word}
        </span>
      ))}
      <span className={classes.hearing} data-hearing={hearing} role="status">
        <i aria-hidden />
        {HEARING[hearing]}
        {hearing === "live" &&
          live.rate_per_minute > 0 &&
          ` · ${count(Math.round(live.rate_per_minute))} a minute`}
      </span>
    </div>
  );
}

function More({ journey }: { journey: JourneyDetail }) {
  const pause = usePause(journey.slug);
  const operator = useMay("operator");
  if (!operator || journey.version_number === 0) return null;
  const ask = () =>
    modals.openConfirmModal({
      title: `Pause ${journey.title}`,
      children: "Nobody enters and nothing is sent until you resume it. People inside keep their place.",
      labels: { confirm: "Pause this journey", cancel: "Leave it running" },
      onConfirm: () => pause.mutate(true),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label="More about this journey">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {journey.paused ? (
          <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => pause.mutate(false)}>
            Resume this journey
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={ask}>
            Pause this journey
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
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
          <Link href="/journeys">Journeys</Link> / {plainCode(journey.purpose)}
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
          <span className={classes.version}>version {journey.version_number}</span>
        )}
      </div>
      <LiveNumbers live={live} hearing={hearing} />
      <div className={classes.actions}>
        <DraftState slug={journey.slug} />
        <Publish journey={journey} checked={checked} />
        <More journey={journey} />
      </div>
    </header>
  );
}
