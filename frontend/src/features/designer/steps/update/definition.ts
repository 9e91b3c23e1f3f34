// update: change preference or operational fields, never clinical ones.
import { w } from "~/words";
import { asFields, asList, fieldWords, listWords } from "../../model/words";
import { noChips, noPaths, type StepDefinition, told, written } from "../definition";

const words = w.steps.update;

const sets = (value: unknown) =>
  Object.entries(asFields(value) ?? {}).map(([field, to]) => words.to(fieldWords(field), written(to)));

export const update: StepDefinition = {
  kind: "update",
  name: words.name,
  fresh: {
    fields: () => ({ tag: "noted" }),
    name: (fields) => [words.fresh, ...asList(fields.tag)].join(" "),
  },
  paths: noPaths,
  sentence(fields) {
    const parts = [
      ...sets(fields.set).map(words.set),
      ...asList(fields.tag).map(words.tag),
      ...asList(fields.untag).map(words.untag),
    ];
    const all = listWords(parts, "and") || words.nothing;
    return all.charAt(0).toUpperCase() + all.slice(1);
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: words.setLabel, words: sets(fields.set).join(", ") },
      { label: words.tagLabel, words: asList(fields.tag).join(", "), exact: true },
      { label: words.untagLabel, words: asList(fields.untag).join(", "), exact: true },
    ),
};
