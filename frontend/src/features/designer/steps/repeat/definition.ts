// repeat: a bounded loop.
import { conditionWords } from "../../model/conditions";
import type { Fields, Path } from "../../model/document";
import { asFields, asList, durationWords, eventWords, listWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told, written } from "../definition";

function untilWords(value: unknown): string {
  const until = asFields(value);
  if (!until) return typeof value === "string" ? conditionWords(value).words : "";
  if (until.on != null) return listWords(asList(until.on).map(eventWords));
  return conditionWords(until.when).words;
}

const times = (fields: Fields) =>
  String(fields.at_most) === "1" ? "once" : `up to ${written(fields.at_most)} times`;

const paths = ({ fields, within }: Source): Path[] => [
  {
    name: "steps",
    words: "Each time",
    detail: `every ${durationWords(fields.every)}, ${times(fields)}`,
    outcomes: ["round-*"],
    steps: within("steps"),
    implied: false,
  },
];

export const repeat: StepDefinition = {
  kind: "repeat",
  name: "Repeat",
  fresh: {
    fields: () => ({ every: "7d", at_most: 3, steps: [] }),
    name: (fields) => `every ${durationWords(fields.every)}`,
  },
  paths,
  sentence(fields) {
    const until = untilWords(fields.until);
    const rhythm = `Repeat *every ${durationWords(fields.every)}*, ${times(fields)}`;
    return until ? `${rhythm}, until ${until}` : rhythm;
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: "Every", words: durationWords(fields.every) },
      { label: "At most", words: times(fields) },
      { label: "Until", words: untilWords(fields.until) },
    ),
};
