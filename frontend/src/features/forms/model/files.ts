// The forms of a draft out of its files. Pure; what cannot be read has no questions.

import { readSource } from "~/features/designer/model/source/source";
import { plain } from "~/features/designer/model/source/tree";
import { language } from "~/words/locale";

const FILE = /^forms\/([a-z0-9][a-z0-9-]*)\.yaml$/;

export const fileOf = (name: string): string => `forms/${name}.yaml`;

export const formsOf = (files: Readonly<Record<string, string>>): string[] =>
  Object.keys(files)
    .flatMap((path) => FILE.exec(path)?.[1] ?? [])
    .sort();

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** As plain data; null where it cannot be read as a form. */
export function formOf(text: string): Record<string, unknown> | null {
  const form = plain(readSource(text).root);
  return isFields(form) ? form : null;
}

/** The names of all questions of the journey: each may be asked once. */
export function questionIds(files: Readonly<Record<string, string>>): Set<string> {
  const forms = formsOf(files).map((name) => formOf(files[fileOf(name)] ?? "")?.questions);
  const questions = forms.flatMap((list) => (Array.isArray(list) ? list : []));
  return new Set(questions.flatMap((one) => (isFields(one) && typeof one.id === "string" ? [one.id] : [])));
}

/** The title in the language of whoever looks, or the first one that is written. */
export function titleWords(text: string): string {
  const title = formOf(text)?.title;
  if (!isFields(title)) return typeof title === "string" ? title : "";
  const chosen = title[language()] ?? Object.values(title)[0];
  return typeof chosen === "string" ? chosen : "";
}
