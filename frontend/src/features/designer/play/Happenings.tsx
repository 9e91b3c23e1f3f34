// What the person, the clinic or the post could do now, as buttons.
import { Button, Popover, Stack, TextInput } from "@mantine/core";
import { IconBolt, IconCalendarTime } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { Simulated } from "~/api/generated/types";
import { w } from "~/words";
import type { JourneyDocument } from "../model/document";
import { type Possible, possibleAt } from "./happenings";
import { localMoment } from "./moments";
import classes from "./Play.module.css";
import { stopAfter, stopsOf } from "./path";
import { type Scenario, visitAt } from "./scenario";
import { doesWords } from "./story";
import { usePlaying } from "./usePlayer";

interface Props {
  document: JourneyDocument;
  scenario: Scenario;
  story: Simulated;
}

const DAYS_LATER = 3 * 86_400_000;
const later = (moment: string): string =>
  moment ? new Date(Date.parse(`${moment.slice(0, 16)}:00Z`) + DAYS_LATER).toISOString().slice(0, 16) : "";

function Mover({ scenario, zone }: { scenario: Scenario; zone: string }) {
  const { player, playing } = usePlaying();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState("");
  const show = () => {
    setTo(later(visitAt(scenario, localMoment(playing.at, zone))));
    setOpen(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOpen(false);
    const end = new Date(Date.parse(`${to}:00Z`) + 30 * 60_000).toISOString().slice(0, 16);
    player.happen((at) => ({
      at: localMoment(at, zone),
      event: "appointment.rescheduled",
      appointment: { start: to, end },
    }));
  };
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="top" shadow="md" withinPortal>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCalendarTime size={14} stroke={1.75} />}
          aria-expanded={open}
          onClick={show}
        >
          {doesWords("appointment.rescheduled")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <TextInput
              type="datetime-local"
              label={w.play.newTime}
              description={zone}
              required
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
            <Button type="submit" size="xs">
              {w.play.move}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

export function Happenings({ document, scenario, story }: Props) {
  const { player, playing } = usePlaying();
  const { at } = playing;
  const next = stopAfter(stopsOf(story), at);
  const make = (possible: Possible) =>
    player.happen((then) => ({
      at: localMoment(then, story.zone),
      event: possible.event,
      ...(possible.step ? { step: possible.step } : {}),
      ...(possible.topic ? { topic: possible.topic } : {}),
    }));
  const mail = possibleAt(story, at, document, scenario).find((one) => one.event === "viewed")?.step;
  return (
    <section className={classes.happenings} aria-label={w.play.happensNow}>
      <h3>
        {w.play.happensNow}
        {mail && <span> {w.play.happensTo(mail)}</span>}
      </h3>
      <div>
        {possibleAt(story, at, document, scenario).map((possible) =>
          possible.moves ? (
            <Mover key={possible.event} scenario={scenario} zone={story.zone} />
          ) : (
            <Button
              key={possible.event}
              size="compact-sm"
              variant="default"
              leftSection={<IconBolt size={14} stroke={1.75} />}
              onClick={() => make(possible)}
            >
              {doesWords(possible.event)}
            </Button>
          ),
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={next === null}
          onClick={() => next !== null && player.setClock(next)}
        >
          {w.play.saysNothing}
        </Button>
      </div>
    </section>
  );
}
