// What is known of each field of the language: from the schema, in the viewer's language. Pure.
import { w } from "~/words";
import type { Facts, FieldFacts } from "./compact";
import fields from "./fields.json";

const ALL: Facts = fields as Facts;
const NOTHING: FieldFacts = { help: "" };

/** `owner`: a definition of the schema, such as `step-send` or `anchor`. */
export const factsOf = (owner: string, field: string): FieldFacts => ALL[owner]?.[field] ?? NOTHING;

/** Every field of a definition, in the order of the schema. */
export const fieldsOf = (owner: string): Readonly<Record<string, FieldFacts>> => ALL[owner] ?? {};

/** The language file's own words where it has some, else the schema's. */
export const helpOf = (owner: string, field: string): string =>
  w.inspector.help[`${owner}.${field}`] ?? w.inspector.help[field] ?? factsOf(owner, field).help;

export function labelOf(owner: string, field: string): string {
  const labels: Record<string, string> = w.inspector.labels;
  return labels[`${owner}.${field}`] ?? labels[field] ?? field.replace(/_/g, " ");
}

export const choicesOf = (owner: string, field: string): readonly string[] =>
  factsOf(owner, field).choices ?? [];

/** The name of a choice in words, and what it means where that is not plain. */
export function choiceWords(field: string, choice: string): string {
  const named: Record<string, Record<string, string>> = w.inspector.choices;
  return named[field]?.[choice] ?? choice.replace(/[-_.]/g, " ");
}

export function choiceHelp(field: string, choice: string): string {
  const told: Record<string, Record<string, string>> = w.inspector.means;
  return told[field]?.[choice] ?? "";
}

export const EVENTS: readonly string[] = choicesOf("goal", "on");
