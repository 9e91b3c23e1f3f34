// Who enters, in words, for the pill at the head of the river. Pure.
import { conditionWords } from "./conditions";
import type { JourneyDocument } from "./document";
import { asFields, asList, durationWords, eventWords, listWords } from "./words";

const ONCE: Record<string, string> = {
  patient: "once for each person",
  appointment: "once for each visit",
  care_gap: "once for each care gap",
  event: "every time",
};

function scheduleWords(value: unknown): string {
  const schedule = asFields(value);
  if (!schedule) return typeof value === "string" ? value : "";
  const clock = schedule.clock ? ` at ${String(schedule.clock)}` : "";
  return `every ${durationWords(schedule.every)}${clock}`;
}

export interface TriggerWords {
  start: string;
  condition: string;
  once: string;
}

export function triggerWords({ enroll }: JourneyDocument): TriggerWords {
  const events = asList(enroll.on).map(eventWords);
  const audience = enroll.audience ?? enroll.segment;
  const start = events.length
    ? `When ${listWords(events)}`
    : audience
      ? `People in segment ${String(audience)}, ${scheduleWords(enroll.schedule)}`.replace(/, $/, "")
      : "It does not say who enters";
  return {
    start,
    condition: enroll.when == null ? "" : `if ${conditionWords(enroll.when).words}`,
    once: ONCE[String(enroll.once_per ?? "")] ?? "",
  };
}

export function leavingWords({ exits }: JourneyDocument): string {
  const named = exits.map(eventWords);
  return listWords([...new Set([...named, eventWords("patient.deceased")])]);
}

export function goalWords({ goal }: JourneyDocument): string {
  return goal?.on == null ? "" : listWords(asList(goal.on).map(eventWords));
}
