// What a journey looks at before it decides: a person who is invented can be told to have it. Pure.

import type { DictionaryField } from "../inspector/vocabulary";
import type { JourneyDocument } from "../model/document";
import { everyStep } from "../model/document";
import type { Facts, Scenario } from "./scenario";

/** A field of the data dictionary that a condition reads, with the words it is compared to. */
export interface AskedFact {
  name: string;
  type: string;
  words: string[];
}

/** Typed by field: "" where it is not known. */
export type Told = Readonly<Record<string, string>>;

/** Asked for by name in the form, or told by what happens. */
const ASKED_ELSEWHERE = new Set([
  "patient.first_name",
  "patient.language",
  "patient.zone",
  "appointment.start",
  "appointment.end",
  "appointment.status",
]);
const FIELD = /\b([a-z_]+\.[a-z_]+)\b/g;
const LITERAL = /'([^'\\]*)'|"([^"\\]*)"/g;
const CONDITIONS = new Set(["when", "while", "until"]);

function conditionsIn(value: unknown, name = ""): string[] {
  if (typeof value === "string") return CONDITIONS.has(name) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => conditionsIn(one, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => conditionsIn(one, key));
}

/** Words that stand in the same comparison as the field: `appointment.kind in ['office', 'home']`. */
function comparedTo(condition: string, field: string): string[] {
  return condition
    .split(/&&|\|\||\?|:/)
    .filter((part) => part.includes(field))
    .flatMap((part) => [...part.matchAll(LITERAL)].map(([, one, two]) => one ?? two ?? ""));
}

/** The facts on which this journey decides, in the order in which it asks for them. */
export function askedFacts(document: JourneyDocument, fields: readonly DictionaryField[]): AskedFact[] {
  const own = everyStep(document.steps).map(({ step }) => step.fields);
  const conditions = [document.fields, ...own].flatMap((part) => conditionsIn(part));
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const found = new Map<string, Set<string>>();
  for (const condition of conditions)
    for (const [, name = ""] of condition.replace(LITERAL, "''").matchAll(FIELD)) {
      if (ASKED_ELSEWHERE.has(name) || !types.has(name)) continue;
      const words = found.get(name) ?? new Set<string>();
      for (const word of comparedTo(condition, name)) words.add(word);
      found.set(name, words);
    }
  return [...found].map(([name, words]) => ({ name, type: types.get(name) ?? "string", words: [...words] }));
}

function typed(type: string, text: string): unknown {
  if (type === "int" || type === "double") return Number(text);
  if (type === "bool") return text === "true";
  if (type.startsWith("list(")) return text.split(",").map((one) => one.trim());
  return text;
}

/** What somebody like this has already, as text for the form. */
export function toldOf(asked: readonly AskedFact[], like: Scenario | null): Told {
  const known = (name: string) => {
    const [entity = "", field = ""] = name.split(".");
    const value = (like?.[entity] as Facts | undefined)?.[field];
    return value == null ? "" : String(value);
  };
  return Object.fromEntries(asked.map(({ name }) => [name, known(name)]));
}

/** The same person with these facts; what is left empty is not known of them. */
export function withFacts(scenario: Scenario, asked: readonly AskedFact[], told: Told): Scenario {
  const person: Scenario = { ...scenario };
  for (const { name, type } of asked) {
    const [entity = "", field = ""] = name.split(".");
    const text = told[name]?.trim() ?? "";
    const { [field]: _before, ...rest } = (person[entity] as Facts | undefined) ?? {};
    const facts = text === "" ? rest : { ...rest, [field]: typed(type, text) };
    if (text !== "" || person[entity] !== undefined) person[entity] = facts;
  }
  return person;
}
