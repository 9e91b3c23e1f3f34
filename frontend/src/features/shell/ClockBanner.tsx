// The paced clock, plainly told, so that nobody mistakes the clinic's time for ours.

import { IconClockBolt } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { PacedClock } from "~/api/types";
import { w } from "~/words";
import { count } from "~/words/forms";
import { rich } from "~/words/rich";
import { moment } from "~/words/time";
import classes from "./Shell.module.css";

/** The clinic's time now, carried on from the server's last answer; real time once the two have met. */
export function clinicTime(clock: PacedClock, heardAt: number, now: number): Date {
  if (clock.meets_at !== null && now >= new Date(clock.meets_at).getTime()) return new Date(now);
  return new Date(new Date(clock.now).getTime() + (now - heardAt) * clock.rate);
}

export const rateWords = (rate: number): string => {
  const seconds = 86_400 / rate;
  const words = w.parts.clock;
  if (seconds < 90) return words.seconds(Math.round(seconds));
  return seconds < 5400 ? words.minutes(Math.round(seconds / 60)) : words.times(count(rate));
};

export function ClockBanner({ clock }: { clock: PacedClock }) {
  const [heardAt, setHeardAt] = useState(Date.now);
  const [now, setNow] = useState(Date.now);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer of the server starts the count again
  useEffect(() => setHeardAt(Date.now()), [clock.now]);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, []);
  const time = clinicTime(clock, heardAt, now);
  return (
    <div className={classes.banner}>
      <IconClockBolt size={16} stroke={1.75} aria-hidden />
      <span>
        {rich(w.parts.clock.now(moment(time.toISOString()), rateWords(clock.rate)), {
          b: (inner) => <b>{inner}</b>,
        })}
      </span>
    </div>
  );
}
