// Ways in, journeys, and the lines between them; a journey shows its neighbours when it is approached.
import { useMemo, useState } from "react";
import { Link } from "wouter";
import type { JourneyMap, MappedJourney } from "~/api/generated/types";
import { w } from "~/words";
import { count } from "~/words/numbers";
import { doesWords } from "../designer/play/story";
import { pausedWords } from "../journeys/JourneyState";
import classes from "./Map.module.css";
import { drawMap, neighbours, type Way } from "./ways";

export const peopleWords = (people: number | null): string => (people === null ? w.map.few : count(people));

function wayWords({ kind, name }: Way): string {
  if (kind === "event") return doesWords(name);
  return kind === "audience" ? w.map.bySchedule(name) : w.map.byHand;
}

/** What there is no room for is cut, numbers first. */
function Told({ journey }: { journey: MappedJourney }) {
  const brake = journey.paused_reason;
  const stands = journey.paused ? pausedWords(brake) : "";
  const numbers = `${w.map.inside(peopleWords(journey.inside))} · ${w.map.mails(journey.mails)}`;
  return (
    <span title={[stands, numbers].filter(Boolean).join(" · ")}>
      {stands && <em data-brake={brake || undefined}>{stands}</em>}
      {stands && " · "}
      {numbers}
    </span>
  );
}

export function MapPicture({ map }: { map: JourneyMap }) {
  const [looked, setLooked] = useState<string | null>(null);
  const { ways, places, lines, height } = useMemo(() => drawMap(map), [map]);
  const near = looked ? neighbours(map, looked) : null;
  const dims = (slug: string) => (near && !near.has(slug)) || undefined;
  const lit = (slug: string) => looked === slug || undefined;
  return (
    <section className={classes.picture} style={{ height }} aria-label={w.map.journeys}>
      <svg className={classes.lines} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" aria-hidden>
        {lines.map(({ way, journey, from, to }) => (
          <path
            key={`${way}${journey}`}
            d={`M 0 ${from} C 50 ${from} 50 ${to} 100 ${to}`}
            data-lit={lit(journey)}
            data-dim={dims(journey)}
          />
        ))}
      </svg>
      <ul className={classes.ways} aria-label={w.map.triggers}>
        {ways.map((way) => (
          <li key={way.key} style={{ top: way.y }}>
            {wayWords(way)}
          </li>
        ))}
      </ul>
      <ul className={classes.journeys}>
        {places.map(({ journey, y }) => (
          <li
            key={journey.slug}
            style={{ top: y }}
            data-dim={dims(journey.slug)}
            data-lit={lit(journey.slug)}
          >
            <Link
              href={`/journeys/${journey.slug}`}
              onMouseEnter={() => setLooked(journey.slug)}
              onMouseLeave={() => setLooked(null)}
              onFocus={() => setLooked(journey.slug)}
              onBlur={() => setLooked(null)}
            >
              <b>{journey.title}</b>
              <Told journey={journey} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
