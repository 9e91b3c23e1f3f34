// form: a secure form in the portal, waited for.
import { w } from "~/words";
import type { Path } from "../../model/document";
import { anchorWords, asFields, durationWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told, written } from "../definition";

const words = w.steps.form;

const expiryWords = (value: unknown): string => {
  if (value == null) return "";
  if (asFields(value) || String(value).includes(".")) return anchorWords(value);
  return words.later(durationWords(value));
};

function paths({ fields, within }: Source): Path[] {
  const way = (name: string, told: string, detail: string, outcomes: string[]): Path => ({
    name,
    words: told,
    detail,
    outcomes,
    steps: within(name),
    implied: !(name in fields),
  });
  return [
    way("on_submitted", words.submitted, "", ["submitted"]),
    way("on_timeout", words.timeout, expiryWords(fields.expires), ["timeout", "skipped"]),
  ];
}

export const form: StepDefinition = {
  kind: "form",
  name: words.name,
  fresh: {
    fields: (id) => ({ questions: id, expires: "7d" }),
    name: (fields) => written(fields.questions) || words.fresh,
  },
  paths,
  sentence(fields) {
    return words.sentence(written(fields.questions), expiryWords(fields.expires));
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: words.form, words: written(fields.questions), exact: true },
      { label: words.openUntil, words: expiryWords(fields.expires) },
    ),
};
