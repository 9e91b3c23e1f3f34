// form: a secure form in the portal, waited for.
import type { Path } from "../../model/document";
import { anchorWords, asFields, durationWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told, written } from "../definition";

const expiryWords = (value: unknown): string => {
  if (value == null) return "";
  if (asFields(value) || String(value).includes(".")) return anchorWords(value);
  return `${durationWords(value)} later`;
};

function paths({ fields, within }: Source): Path[] {
  const way = (name: string, words: string, detail: string, outcomes: string[]): Path => ({
    name,
    words,
    detail,
    outcomes,
    steps: within(name),
    implied: !(name in fields),
  });
  return [
    way("on_submitted", "They fill it in", "", ["submitted"]),
    way("on_timeout", "They do not", expiryWords(fields.expires), ["timeout", "skipped"]),
  ];
}

export const form: StepDefinition = {
  kind: "form",
  name: "Form",
  fresh: {
    fields: (id) => ({ questions: id, expires: "7d" }),
    name: (fields) => written(fields.questions) || "questions",
  },
  paths,
  sentence(fields) {
    const until = expiryWords(fields.expires);
    return `Wait for the form *${written(fields.questions)}*${until ? `, until ${until}` : ""}`;
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: "Form", words: written(fields.questions), exact: true },
      { label: "Open until", words: expiryWords(fields.expires) },
    ),
};
