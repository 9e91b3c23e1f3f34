// call: a signed webhook to a host the organisation has approved.
import { w } from "~/words";
import type { Path } from "../../model/document";
import { asList, fieldWords, listWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told, unwritten, written } from "../definition";

const words = w.steps.call;

const SIDE = "on_failed";

function paths({ fields, within }: Source): Path[] {
  if (!(SIDE in fields)) return [];
  const through = {
    name: "next",
    words: words.told,
    detail: "",
    outcomes: ["called"],
    steps: [],
    implied: true,
  };
  const failed = {
    name: SIDE,
    words: words.failed,
    detail: "",
    outcomes: ["failed"],
    steps: within(SIDE),
    implied: false,
  };
  return [through, failed];
}

export const call: StepDefinition = {
  kind: "call",
  name: words.name,
  fresh: {
    fields: () => ({ connector: "another-system" }),
    name: (fields) => words.fresh(written(fields.connector ?? fields.url)),
  },
  paths,
  ways: (fields) => unwritten(fields, { [SIDE]: words.failed }),
  sentence(fields) {
    const what = listWords(asList(fields.fields).map(fieldWords), "and");
    return words.sentence(written(fields.connector ?? fields.url) || words.another, what);
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: words.connector, words: written(fields.connector), exact: true },
      { label: words.address, words: written(fields.url), exact: true },
      { label: words.tells, words: asList(fields.fields).join(", "), exact: true },
    ),
};
