import { expect, test } from "vitest";
import type { JourneyMap, MappedJourney } from "~/api/generated/types";
import { drawMap, neighbours } from "./ways";

const journey = (slug: string, triggers: string[], audiences: string[] = []): MappedJourney => ({
  slug,
  title: slug,
  purpose: "treatment",
  paused: false,
  paused_reason: "",
  triggers,
  audiences,
  inside: null,
  mails: 0,
  people: null,
});

const MAP: JourneyMap = {
  journeys: [
    journey("a", ["appointment.booked"]),
    journey("b", ["appointment.booked"], ["due"]),
    journey("c", []),
  ],
  shared: [{ one: "a", other: "b", people: 12 }],
  load: [],
  budget: null,
};

test("a way in that several journeys have stands once, with a line to each", () => {
  const { ways, lines } = drawMap(MAP);
  expect(ways.map((way) => way.key)).toEqual(["event:appointment.booked", "audience:due", "hand"]);
  expect(lines.filter((line) => line.way === "event:appointment.booked").map((line) => line.journey)).toEqual(
    ["a", "b"],
  );
});

test("every line begins and ends where its way and its journey stand", () => {
  const { ways, places, lines } = drawMap(MAP);
  for (const line of lines) {
    expect(ways.find((way) => way.key === line.way)?.y).toBe(line.from);
    expect(places.find((place) => place.journey.slug === line.journey)?.y).toBe(line.to);
  }
});

test("neighbours are those that share people", () => {
  expect([...neighbours(MAP, "b")].sort()).toEqual(["a", "b"]);
  expect([...neighbours(MAP, "c")]).toEqual(["c"]);
});
