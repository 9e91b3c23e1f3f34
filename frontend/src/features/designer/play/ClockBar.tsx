// The clock of the person who is played: run, step, drag.
import { ActionIcon, Button, Group, Slider, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from "@tabler/icons-react";
import type { Simulated } from "~/api/generated/types";
import type { JourneyDetail } from "~/api/types";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import { Keep } from "./Keep";
import { shownMoment } from "./moments";
import classes from "./Play.module.css";
import { standingAt, stopAfter, stopBefore, stopsOf } from "./path";
import type { Scenario } from "./scenario";
import { usePlaying } from "./usePlayer";

interface Props {
  journey: JourneyDetail;
  scenario: Scenario;
  story: Simulated;
}

function Where({ story, at }: { story: Simulated; at: number }) {
  const here = standingAt(story, at);
  if (here) return <>{w.play.here(here.step, shownMoment(here.entered, story.zone))}</>;
  const been = story.walked.some((stay) => stay.entered <= at);
  return <>{been ? w.play.over : w.play.outside}</>;
}

function Steps({ story }: { story: Simulated }) {
  const { player, playing } = usePlaying();
  const { at, running, before } = playing;
  const stops = stopsOf(story);
  const next = stopAfter(stops, at);
  const previous = stopBefore(stops, at);
  const go = (to: number | null | undefined) => {
    player.run(false);
    if (to != null) player.setClock(to);
  };
  const buttons: [string, typeof IconPlayerPlay, boolean, () => void][] = [
    [w.play.forward, IconPlayerTrackNext, next === null, () => go(next)],
    [w.play.toEnd, IconPlayerSkipForward, next === null, () => go(stops.at(-1))],
    [w.play.takeBack, IconArrowBackUp, before.length === 0, player.takeBack],
  ];
  const small = (label: string, Icon: typeof IconPlayerPlay, off: boolean, act: () => void) => (
    <Tooltip key={label} label={label}>
      <ActionIcon variant="default" size={32} aria-label={label} disabled={off} onClick={act}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <Group gap={6} mt={10}>
      {small(w.play.back, IconPlayerTrackPrev, previous === null, () => go(previous))}
      <Button
        size="xs"
        leftSection={running ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        disabled={next === null}
        onClick={() => player.run(!running)}
      >
        {running ? w.play.halt : w.play.run}
      </Button>
      {buttons.map(([label, Icon, off, act]) => small(label, Icon, off, act))}
    </Group>
  );
}

export function ClockBar({ journey, scenario, story }: Props) {
  const { player, playing } = usePlaying();
  const { at } = playing;
  const stops = stopsOf(story);
  const first = Math.min(at, stops[0] ?? at);
  const last = Math.max(at, stops.at(-1) ?? at);
  const language = String(scenario.patient?.language ?? "");
  const drag = (to: number) => {
    player.run(false);
    player.setClock(to);
  };
  return (
    <section className={classes.clock} aria-label={w.play.clock}>
      <header>
        <strong className={classes.name}>
          {scenario.name}
          {language && <span> · {languageWords(language)}</span>}
          {playing.real && <span> · {w.play.real.masked}</span>}
        </strong>
        <Group gap={6}>
          <Keep slug={journey.slug} scenario={scenario} story={story} />
          <Button size="compact-sm" variant="subtle" color="gray" onClick={player.stop}>
            {w.play.someoneElse}
          </Button>
        </Group>
      </header>
      <p className={classes.now} role="status">
        <time>{shownMoment(at, story.zone)}</time>
        <span>
          <Where story={story} at={at} />
        </span>
      </p>
      <Slider
        min={first}
        max={last}
        step={1}
        value={at}
        onChange={drag}
        label={(value) => shownMoment(value, story.zone)}
        marks={stops.map((value) => ({ value }))}
        thumbLabel={w.play.clockHelp}
        thumbProps={{ "aria-valuetext": shownMoment(at, story.zone) }}
        size="sm"
        color="var(--accent)"
        disabled={first === last}
      />
      <Steps story={story} />
      {story.stopped && (
        <p className={classes.stopped} role="alert">
          {w.play.stopped[story.stopped] ?? w.play.broken}
        </p>
      )}
    </section>
  );
}
