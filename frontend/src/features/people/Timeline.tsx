// What happened, as a story: when, what, and how it went.
import {
  IconCalendarEvent,
  IconDoorEnter,
  IconDoorExit,
  IconHandClick,
  IconMail,
  IconPoint,
  type IconProps,
  IconSignature,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { Link } from "wouter";
import type { TimelineItem, TimelineKind } from "~/api/types";
import { JourneyName } from "~/features/journeys/JourneyName";
import { type Tone, toneInk, toneTint } from "~/theme/tones";
import { storyDetail, storyTitle } from "~/words/story";
import { clockTime, day } from "~/words/time";
import classes from "./People.module.css";

const ICONS: Record<TimelineKind, ComponentType<IconProps>> = {
  event: IconCalendarEvent,
  enrolled: IconDoorEnter,
  step: IconPoint,
  message: IconMail,
  engagement: IconHandClick,
  consent: IconSignature,
  left: IconDoorExit,
};

/** One line of a story, in words already. `message`: the mail it is about, to be opened. */
export interface Line {
  at: string;
  icon: ComponentType<IconProps>;
  tone: Tone;
  title: string;
  message: string | null;
  journey: string;
  step: string;
  detail?: string;
}

export const lineOf = (item: TimelineItem): Line => ({
  ...item,
  icon: ICONS[item.kind] ?? IconPoint,
  title: storyTitle(item),
  detail: storyDetail(item),
});

function Entry({ line }: { line: Line }) {
  const { at, icon: Icon, tone, title, message, journey, step, detail } = line;
  return (
    <li className={classes.entry}>
      <time dateTime={at} title={new Date(at).toISOString()}>
        {clockTime(at)}
      </time>
      <span className={classes.dot} style={{ color: toneInk[tone], background: toneTint[tone] }}>
        <Icon size={14} stroke={1.75} aria-hidden />
      </span>
      <div>
        <p className={classes.what}>
          {message ? <Link href={`/messages/${message}`}>{title}</Link> : title}{" "}
          {journey && <JourneyName slug={journey} more={step && ` · ${step}`} className={classes.where} />}
        </p>
        {detail && <p className={classes.detail}>{detail}</p>}
      </div>
    </li>
  );
}

interface Day {
  name: string;
  lines: { key: string; line: Line }[];
}

/** Neighbours of one day under one heading; the order given is kept. */
export function byDay(lines: Line[]): Day[] {
  const days: Day[] = [];
  lines.forEach((line, index) => {
    const name = day(line.at);
    const entry = { key: `${line.at}-${index}`, line };
    const last = days.at(-1);
    if (last?.name === name) last.lines.push(entry);
    else days.push({ name, lines: [entry] });
  });
  return days;
}

export const Timeline = ({ items }: { items: TimelineItem[] }) => <Story lines={items.map(lineOf)} />;

/** The newest first, under the day it was. */
export function Story({ lines }: { lines: Line[] }) {
  return (
    <div className={classes.timeline}>
      {byDay(lines).map(({ name, lines: entries }) => (
        <section key={`${name}${entries[0]?.key}`}>
          <h3>{name}</h3>
          <ol>
            {entries.map(({ key, line }) => (
              <Entry key={key} line={line} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
