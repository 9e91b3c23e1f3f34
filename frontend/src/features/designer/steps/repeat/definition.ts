// repeat: a bounded loop.
import { w } from "~/words";
import { conditionWords } from "../../model/conditions";
import type { Fields, Path } from "../../model/document";
import { asFields, asList, durationWords, eventWords, listWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told, written } from "../definition";

const words = w.steps.repeat;

function untilWords(value: unknown): string {
  const until = asFields(value);
  if (!until) return typeof value === "string" ? conditionWords(value).words : "";
  if (until.on != null) return listWords(asList(until.on).map(eventWords));
  return conditionWords(until.when).words;
}

const times = (fields: Fields) =>
  String(fields.at_most) === "1" ? words.once : words.upTo(written(fields.at_most));

const paths = ({ fields, within }: Source): Path[] => [
  {
    name: "steps",
    words: words.each,
    detail: words.rhythm(durationWords(fields.every), times(fields)),
    outcomes: ["round-*"],
    steps: within("steps"),
    implied: false,
  },
];

export const repeat: StepDefinition = {
  kind: "repeat",
  name: words.name,
  fresh: {
    fields: () => ({ every: "7d", at_most: 3, steps: [] }),
    name: () => words.fresh,
  },
  paths,
  sentence(fields) {
    return words.sentence(durationWords(fields.every), times(fields), untilWords(fields.until));
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: words.every, words: durationWords(fields.every) },
      { label: words.atMost, words: times(fields) },
      { label: words.until, words: untilWords(fields.until) },
    ),
};
