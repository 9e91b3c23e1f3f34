// What could happen to the played person now: by what they hold in their hands and what the journey listens to. Pure.
import type { Simulated } from "~/api/generated/types";
import { everyStep, type JourneyDocument } from "../model/document";
import { linesUntil, standingAt } from "./path";
import { type Scenario, startingEvent } from "./scenario";

export interface Possible {
  event: string;
  /** The mail, task or form it is about. */
  step?: string;
  /** It needs a new time of the visit. */
  moves?: boolean;
  topic?: string;
}

const OF_A_MAIL = ["viewed", "clicked", "confirmed", "replied", "opted_out", "bounced"];
const OF_A_VISIT = [
  "appointment.cancelled",
  "appointment.arrived",
  "appointment.completed",
  "appointment.no_show",
];

/** The last mail that had left by then. */
export function lastMail(story: Simulated, at: number): string | null {
  return linesUntil(story, at).findLast((line) => line.kind === "send")?.id ?? null;
}

function ofStep(story: Simulated, at: number, document: JourneyDocument): Possible[] {
  const here = standingAt(story, at);
  const step = everyStep(document.steps).find((entry) => entry.step.id === here?.step)?.step;
  if (step?.kind === "form") return [{ event: "form.submitted", step: step.id }];
  if (step?.kind === "task") return [{ event: "task.done", step: step.id }];
  const heard = step?.kind === "await" ? step.fields.for : [];
  const names = Array.isArray(heard) ? heard : [heard];
  return names.filter((name): name is string => typeof name === "string").map((event) => ({ event }));
}

/** In the order in which people look for them; each only once. */
export function possibleAt(
  story: Simulated,
  at: number,
  document: JourneyDocument,
  scenario: Scenario,
): Possible[] {
  const mail = lastMail(story, at);
  const found: Possible[] = mail ? OF_A_MAIL.map((event) => ({ event, step: mail })) : [];
  if (scenario.appointment) {
    found.push({ event: "appointment.rescheduled", moves: true });
    found.push(...OF_A_VISIT.map((event) => ({ event })));
  }
  found.push(...ofStep(story, at, document), ...journeyEvents(document));
  found.push(
    { event: "consent.revoked", topic: "all" },
    { event: "patient.deceased" },
    { event: "taken_out" },
  );
  const seen = new Set<string>();
  return found.filter(({ event }) => !seen.has(event) && seen.add(event));
}

/** Events that begin, end or fulfil the journey. */
function journeyEvents(document: JourneyDocument): Possible[] {
  const named = [...document.exits, document.goal?.on, startingEvent(document)];
  return named
    .filter((name): name is string => typeof name === "string" && name.includes("."))
    .map((event) => ({ event, moves: event === "appointment.rescheduled" }));
}
