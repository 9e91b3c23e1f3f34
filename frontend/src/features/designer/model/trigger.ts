// Who enters, in words, for the pill at the head of the river. Pure.
import { conditionWords } from "./conditions";
import type { Fields, JourneyDocument } from "./document";
import { asList, durationWords, eventWords, listWords } from "./words";

const ONCE: Record<string, string> = {
  patient: "once for each person",
  appointment: "once for each visit",
  care_gap: "once for each care gap",
  event: "every time",
};

function scheduleWords({ every, at }: Fields): string {
  if (every == null) return "";
  return `every ${every === "1d" ? "day" : durationWords(every)}${at == null ? "" : ` at ${String(at)}`}`;
}

export interface TriggerWords {
  start: string;
  condition: string;
  once: string;
}

export function triggerWords({ enroll }: JourneyDocument): TriggerWords {
  const events = asList(enroll.on).map(eventWords);
  const audience = enroll.audience;
  const start = events.length
    ? `When ${listWords(events)}`
    : audience
      ? `People in segment ${String(audience)}, ${scheduleWords(enroll)}`.replace(/, $/, "")
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
