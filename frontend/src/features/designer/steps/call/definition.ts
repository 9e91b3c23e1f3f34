// call: a signed webhook to a host the organisation has approved.
import type { Path } from "../../model/document";
import { asList, fieldWords, listWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told, written } from "../definition";

const SIDE = "on_failed";

function paths({ fields, within }: Source): Path[] {
  if (!(SIDE in fields)) return [];
  const through = { name: "next", words: "Told", detail: "", outcomes: ["called"], steps: [], implied: true };
  const failed = {
    name: SIDE,
    words: "It could not be told",
    detail: "",
    outcomes: ["failed"],
    steps: within(SIDE),
    implied: false,
  };
  return [through, failed];
}

export const call: StepDefinition = {
  kind: "call",
  name: "Call",
  fresh: {
    fields: () => ({ connector: "another-system" }),
    name: (fields) => `tell ${written(fields.connector ?? fields.url)}`,
  },
  paths,
  sentence(fields) {
    const told = asList(fields.fields).map(fieldWords);
    const what = told.length > 0 ? `: ${listWords(told, "and")}` : "";
    return `Tell *${written(fields.connector ?? fields.url) || "another system"}*${what}`;
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: "Connector", words: written(fields.connector), exact: true },
      { label: "Address", words: written(fields.url), exact: true },
      { label: "Tells", words: asList(fields.fields).join(", "), exact: true },
    ),
};
