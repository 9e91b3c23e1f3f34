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
import type { ComponentType, ReactNode } from "react";
import { Link } from "wouter";
import type { TimelineItem, TimelineKind } from "~/api/types";
import { JourneyName } from "~/features/journeys/JourneyName";
import { toneInk, toneTint } from "~/theme/tones";
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

function Entry({ item }: { item: TimelineItem }) {
  const { journey, step } = item;
  const Icon = ICONS[item.kind] ?? IconPoint;
  const words = storyTitle(item);
  const detail = storyDetail(item);
  const title: ReactNode = item.message ? <Link href={`/messages/${item.message}`}>{words}</Link> : words;
  return (
    <li className={classes.entry}>
      <time dateTime={item.at} title={new Date(item.at).toISOString()}>
        {clockTime(item.at)}
      </time>
      <span className={classes.dot} style={{ color: toneInk[item.tone], background: toneTint[item.tone] }}>
        <Icon size={14} stroke={1.75} aria-hidden />
      </span>
      <div>
        <p className={classes.what}>
          {title}{" "}
          {journey && <JourneyName slug={journey} more={step && ` · ${step}`} className={classes.where} />}
        </p>
        {detail && <p className={classes.detail}>{detail}</p>}
      </div>
    </li>
  );
}

interface Day {
  name: string;
  items: { key: string; item: TimelineItem }[];
}

/** Neighbours of one day under one heading; the order given is kept. */
export function byDay(items: TimelineItem[]): Day[] {
  const days: Day[] = [];
  items.forEach((item, index) => {
    const name = day(item.at);
    const entry = { key: `${item.at}-${index}`, item };
    const last = days.at(-1);
    if (last?.name === name) last.items.push(entry);
    else days.push({ name, items: [entry] });
  });
  return days;
}

export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <div className={classes.timeline}>
      {byDay(items).map(({ name, items: entries }) => (
        <section key={`${name}${entries[0]?.key}`}>
          <h3>{name}</h3>
          <ol>
            {entries.map(({ key, item }) => (
              <Entry key={key} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
