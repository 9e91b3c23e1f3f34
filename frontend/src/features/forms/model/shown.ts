// What a form's text says, in the shape that the page shows: anything strange in it counts as not written. Pure.
import { formOf } from "./files";
import { isKind, type Kind, USUAL } from "./kinds";

/** One text for everybody, or one for each language. */
export type Words = string | Readonly<Record<string, string>>;

export interface Choice {
  value: string;
  words: Words;
}

export interface Question {
  id: string;
  ask: Words;
  kind: Kind | null;
  dataClass: string;
  required: boolean;
  choices: Choice[];
  least: number;
  most: number;
}

export interface Form {
  title: Words;
  intro: Words;
  thanks: Words;
  questions: Question[];
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

const wordsOf = (value: unknown): Words =>
  isFields(value)
    ? Object.fromEntries(Object.entries(value).map(([tag, one]) => [tag, textOf(one)]))
    : textOf(value);

const numberOf = (value: unknown, usual: number): number => (typeof value === "number" ? value : usual);

function questionOf(value: unknown): Question {
  const fields = isFields(value) ? value : {};
  const choices = isFields(fields.choices) ? Object.entries(fields.choices) : [];
  return {
    id: textOf(fields.id),
    ask: wordsOf(fields.ask),
    kind: isKind(fields.type) ? fields.type : null,
    dataClass: textOf(fields.class) || USUAL.dataClass,
    required: fields.required !== false,
    choices: choices.map(([key, words]) => ({ value: key, words: wordsOf(words) })),
    least: numberOf(fields.least, USUAL.least),
    most: numberOf(fields.most, USUAL.most),
  };
}

/** Null where the text cannot be read. */
export function shownForm(text: string): Form | null {
  const form = formOf(text);
  if (form === null) return null;
  const questions = Array.isArray(form.questions) ? form.questions.map(questionOf) : [];
  return {
    title: wordsOf(form.title),
    intro: wordsOf(form.intro),
    thanks: wordsOf(form.thanks),
    questions,
  };
}

export const inLanguage = (words: Words, language: string, home: string): string =>
  typeof words === "string" ? (language === home ? words : "") : (words[language] ?? "");

/** In that language, or else in any. */
export const anyWords = (words: Words, language: string): string =>
  typeof words === "string" ? words : words[language] || Object.values(words).find(Boolean) || "";

const spoken = (words: Words): string[] => (typeof words === "string" ? [] : Object.keys(words));

/** The organisation's own first, then its others, then whatever else is written somewhere. */
export function languagesOf(form: Form, home: string, others: readonly string[]): string[] {
  const all = [
    form.title,
    form.intro,
    form.thanks,
    ...form.questions.flatMap(({ ask, choices }) => [ask, ...choices.map(({ words }) => words)]),
  ];
  return [...new Set([home, ...others, ...all.flatMap(spoken)])];
}
