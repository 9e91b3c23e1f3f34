// The picture of the map: ways in on the left, journeys on the right, a line for each way a journey has. Pure.
import type { JourneyMap, MappedJourney } from "~/api/generated/types";

export type WayKind = "event" | "audience" | "hand";

export interface Way {
  key: string;
  kind: WayKind;
  /** The event or segment; "" where people are named by hand. */
  name: string;
  y: number;
}

export interface Place {
  journey: MappedJourney;
  y: number;
}

export interface Line {
  way: string;
  journey: string;
  from: number;
  to: number;
}

export interface MapDrawing {
  ways: Way[];
  places: Place[];
  lines: Line[];
  height: number;
}

const ROW = 52;

function waysOf(journey: MappedJourney): { key: string; kind: WayKind; name: string }[] {
  const events = journey.triggers.map((name) => ({ key: `event:${name}`, kind: "event" as const, name }));
  const audiences = journey.audiences.map((name) => ({
    key: `audience:${name}`,
    kind: "audience" as const,
    name,
  }));
  const all = [...events, ...audiences];
  return all.length > 0 ? all : [{ key: "hand", kind: "hand", name: "" }];
}

/** Journeys in the order of their first way in, so that lines cross seldom; both columns spread over one height. */
export function drawMap(map: JourneyMap): MapDrawing {
  const known = new Map<string, { kind: WayKind; name: string; used: number }>();
  for (const journey of map.journeys) {
    for (const { key, kind, name } of waysOf(journey)) {
      const way = known.get(key) ?? { kind, name, used: 0 };
      known.set(key, { ...way, used: way.used + 1 });
    }
  }
  const order = [...known.entries()].sort((a, b) => b[1].used - a[1].used || a[0].localeCompare(b[0]));
  const rank = new Map(order.map(([key], index) => [key, index]));
  const first = (journey: MappedJourney) => Math.min(...waysOf(journey).map(({ key }) => rank.get(key) ?? 0));
  const journeys = [...map.journeys].sort((a, b) => first(a) - first(b) || a.title.localeCompare(b.title));
  const height = Math.max(order.length, journeys.length) * ROW;
  const at = (index: number, of: number) => (height / of) * (index + 0.5);
  const ways = order.map(([key, { kind, name }], index) => ({ key, kind, name, y: at(index, order.length) }));
  const places = journeys.map((journey, index) => ({ journey, y: at(index, journeys.length) }));
  const heights = new Map(ways.map((way) => [way.key, way.y]));
  const lines = places.flatMap(({ journey, y }) =>
    waysOf(journey).map(({ key }) => ({
      way: key,
      journey: journey.slug,
      from: heights.get(key) ?? 0,
      to: y,
    })),
  );
  return { ways, places, lines, height };
}

/** The journeys that share people with this one, and itself. */
export const neighbours = (map: JourneyMap, slug: string): Set<string> =>
  new Set([
    slug,
    ...map.shared.flatMap(({ one, other }) => (one === slug ? [other] : other === slug ? [one] : [])),
  ]);
