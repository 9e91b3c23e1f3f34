// What an event brought, in words: a moved visit from when to when, other facts by their names. Pure.
import type { Line } from "~/api/generated/types";
import { w } from "~/words";
import { plainCode } from "~/words/reasons";
import { fieldWords } from "../model/words";
import { plainMoment, shortMoment } from "./moments";
import type { Scenario } from "./scenario";

const START = "appointment.start";
/** Told by when the visit begins. */
const WITH_IT = new Set([START, "appointment.end", "appointment.zone"]);
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** A moment as a scenario or the server writes it; without an offset it is on the clock of that zone already. */
function momentWords(value: string, zone: string): string {
  const written = value.replace(" ", "T");
  return /(Z|[+-]\d\d:?\d\d)$/.test(written)
    ? shortMoment(Date.parse(written) / 1000, zone)
    : plainMoment(written);
}

function valueWords(value: unknown, zone: string): string {
  if (value === null || value === undefined || value === "") return w.play.facts.unknown;
  if (typeof value === "boolean") return value ? w.play.facts.yes : w.play.facts.no;
  const text = String(value);
  if (MOMENT.test(text)) return momentWords(text, zone);
  return /^[a-z]+([-_][a-z]+)+$/.test(text) ? plainCode(text).toLowerCase() : text;
}

/** When the visit was, by what had been told before this line; "" where there was none. */
function visitBefore(lines: readonly Line[], at: number, scenario: Scenario | null): unknown {
  const told = lines.slice(0, at).findLast((line) => line.facts[START])?.facts[START];
  return told ?? scenario?.appointment?.start ?? "";
}

function visitWords(now: unknown, before: unknown, zone: string): string {
  const [to, from] = [valueWords(now, zone), before ? valueWords(before, zone) : ""];
  return from && from !== to ? w.play.facts.moved(from, to) : w.play.facts.visit(to);
}

/** The facts of the line at this place of the story, each in words. */
export function factWords(
  lines: readonly Line[],
  at: number,
  zone: string,
  scenario: Scenario | null,
): string[] {
  const facts = lines[at]?.facts ?? {};
  const visit = facts[START];
  const rest = Object.entries(facts).filter(([field]) => !(visit && WITH_IT.has(field)));
  return [
    ...(visit ? [visitWords(visit, visitBefore(lines, at, scenario), zone)] : []),
    ...rest.map(([field, value]) => `${fieldWords(field)}: ${valueWords(value, zone)}`),
  ];
}
