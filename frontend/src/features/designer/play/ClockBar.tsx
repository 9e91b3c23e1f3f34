// The clock of the person who is played: run, step, drag.
import { ActionIcon, Button, Group, Slider } from "@mantine/core";
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

export function ClockBar({ journey, scenario, story }: Props) {
  const { player, playing } = usePlaying();
  const { at, running, before } = playing;
  const stops = stopsOf(story);
  const first = Math.min(at, stops[0] ?? at);
  const last = Math.max(at, stops.at(-1) ?? at);
  const next = stopAfter(stops, at);
  const previous = stopBefore(stops, at);
  const language = String(scenario.patient?.language ?? "");
  const step = (to: number | null) => {
    player.run(false);
    if (to !== null) player.setClock(to);
  };
  return (
    <section className={classes.clock} aria-label={w.play.clock}>
      <header>
        <strong className={classes.name}>
          {scenario.name}
          {language && <span> · {languageWords(language)}</span>}
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
        onChange={(value) => step(value)}
        label={(value) => shownMoment(value, story.zone)}
        marks={stops.map((value) => ({ value }))}
        thumbLabel={w.play.clockHelp}
        thumbProps={{ "aria-valuetext": shownMoment(at, story.zone) }}
        size="sm"
        color="var(--accent)"
        disabled={first === last}
      />
      <Group gap={6} mt={10}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={w.play.back}
          disabled={previous === null}
          onClick={() => step(previous)}
        >
          <IconPlayerTrackPrev size={16} />
        </ActionIcon>
        <Button
          size="xs"
          leftSection={running ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          disabled={next === null}
          onClick={() => player.run(!running)}
        >
          {running ? w.play.halt : w.play.run}
        </Button>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={w.play.forward}
          disabled={next === null}
          onClick={() => step(next)}
        >
          <IconPlayerTrackNext size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={w.play.toEnd}
          disabled={next === null}
          onClick={() => step(last)}
        >
          <IconPlayerSkipForward size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={w.play.takeBack}
          disabled={before.length === 0}
          onClick={player.takeBack}
        >
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Group>
      {story.stopped && (
        <p className={classes.stopped} role="alert">
          {w.play.broken}
          {story.stopped.replace(/-/g, " ")}
        </p>
      )}
    </section>
  );
}
