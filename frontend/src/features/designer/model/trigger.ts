// Who enters, in words, for the pill at the head of the river. Pure.
import { w } from "~/words";
import { lookUp } from "~/words/reasons";
import { conditionWords } from "./conditions";
import type { Fields, JourneyDocument } from "./document";
import { asList, durationWords, eventWords, listWords } from "./words";

const words = w.terms.trigger;

function scheduleWords({ every, at }: Fields): string {
  if (every == null) return "";
  const rhythm = every === "1d" ? words.daily : words.every(durationWords(every));
  return `${rhythm}${at == null ? "" : words.at(String(at))}`;
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
    ? words.when(listWords(events))
    : audience
      ? words.segment(String(audience), scheduleWords(enroll))
      : words.nobody;
  return {
    start,
    condition: enroll.when == null ? "" : words.if(conditionWords(enroll.when).words),
    once: lookUp(words.once, String(enroll.once_per ?? "")) ?? "",
  };
}

export function leavingWords({ exits }: JourneyDocument): string {
  const named = exits.map(eventWords);
  return listWords([...new Set([...named, eventWords("patient.deceased")])]);
}

export function goalWords({ goal }: JourneyDocument): string {
  return goal?.on == null ? "" : listWords(asList(goal.on).map(eventWords));
}
