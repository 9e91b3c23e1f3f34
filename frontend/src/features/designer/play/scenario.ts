// The person who is played, as an entry of scenarios.yaml. Pure.
import type { JourneyDocument } from "../model/document";
import { localMoment } from "./moments";

export type Facts = Record<string, unknown>;

export interface Happening extends Facts {
  event: string;
  at?: string;
  after?: string;
  step?: string;
}

/** An entry of scenarios.yaml; what is not named here is kept as it came. */
export interface Scenario extends Facts {
  name: string;
  zone?: string;
  begin?: string;
  patient?: Facts;
  appointment?: Facts;
  events?: Happening[];
}

export interface Invented {
  name: string;
  language: string;
  zone: string;
  /** Local moments, as 2026-03-10T09:00. */
  begins: string;
  visit: string;
}

const DAY = 86_400;
const ENTITIES = ["care_gap", "encounter", "prescription", "result", "statement"] as const;

/** The first event that lets somebody in; "" where a schedule or a person does. */
export function startingEvent(document: JourneyDocument): string {
  const ways = Array.isArray(document.enroll) ? document.enroll : [document.enroll];
  for (const way of ways as Facts[]) {
    const on = Array.isArray(way?.on) ? way.on[0] : way?.on;
    if (typeof on === "string") return on;
  }
  return "";
}

const startOf = (seconds: number, days: number, hour: string, zone: string): string =>
  `${localMoment(seconds + days * DAY, zone).slice(0, 10)}T${hour}`;

/** Somebody plain: booked today at noon, with a visit in three weeks. */
export function someone(now: number, zone: string): Invented {
  return {
    name: "Ana",
    language: "es",
    zone,
    begins: startOf(now, 0, "12:00", zone),
    visit: startOf(now, 21, "09:00", zone),
  };
}

/** `like`: an existing person of this journey, whose other facts (a care gap, a refill) are taken over. */
export function invent(given: Invented, document: JourneyDocument, like: Scenario | null): Scenario {
  const event = startingEvent(document);
  const facts = Object.fromEntries(
    ENTITIES.filter((name) => like?.[name]).map((name) => [name, like?.[name]]),
  );
  const patient = { ...like?.patient, first_name: given.name, language: given.language };
  return {
    name: given.name,
    zone: given.zone,
    patient,
    ...(event.startsWith("appointment.") || like?.appointment
      ? { appointment: { ...like?.appointment, ...visitOf(given) } }
      : {}),
    ...facts,
    ...(like?.consents ? { consents: like.consents } : {}),
    ...(like?.authorizations ? { authorizations: like.authorizations } : {}),
    ...(event ? { events: [{ at: given.begins, event }] } : { begin: given.begins, events: [] }),
  };
}

/** A real person, as if they came in now; where their visit is over, two weeks before it. */
export function entering(person: Scenario, document: JourneyDocument): Scenario {
  const event = startingEvent(document);
  const now = person.begin ?? "";
  const visit = String(person.appointment?.start ?? "");
  const at = visit && visit < now ? daysBefore(visit, 14) : now;
  return { ...person, begin: at, events: event ? [{ at, event }] : [] };
}

const daysBefore = (moment: string, days: number): string =>
  new Date(Date.parse(`${moment}:00Z`) - days * DAY * 1000).toISOString().slice(0, 16);

function visitOf({ visit, zone }: Invented): Facts {
  const half = new Date(`${visit}:00Z`).getTime() + 30 * 60_000;
  return { start: visit, end: new Date(half).toISOString().slice(0, 16), zone };
}

/** What is played of somebody who stands in the file: the person and what happens, not what is expected. */
export function playable(scenario: Scenario): Scenario {
  const { expect: _expected, never: _never, until: _until, ...rest } = scenario;
  return { ...rest, events: [...(scenario.events ?? [])] };
}

/** The same person, to whom one more thing happens. */
export const withEvent = (scenario: Scenario, happening: Happening): Scenario => ({
  ...scenario,
  events: [...(scenario.events ?? []), happening],
});

/** When the visit is, by what is known at this moment; "" when there is none. */
export function visitAt(scenario: Scenario, at: string): string {
  const first = scenario.appointment?.start;
  const moved = (scenario.events ?? []).filter((one) => one.at !== undefined && one.at <= at);
  const told = moved.map((one) => (one.appointment as Facts | undefined)?.start).filter(Boolean);
  return String(told.at(-1) ?? first ?? "");
}
