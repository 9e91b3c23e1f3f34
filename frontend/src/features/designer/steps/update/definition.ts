// update: change preference or operational fields, never clinical ones.
import { asFields, asList, fieldWords, listWords } from "../../model/words";
import { noChips, noPaths, type StepDefinition, told, written } from "../definition";

const sets = (value: unknown) =>
  Object.entries(asFields(value) ?? {}).map(([field, to]) => `${fieldWords(field)} to ${written(to)}`);

export const update: StepDefinition = {
  kind: "update",
  name: "Note",
  fresh: {
    fields: () => ({ tag: "noted" }),
    name: (fields) => ["note", ...asList(fields.tag)].join(" "),
  },
  paths: noPaths,
  sentence(fields) {
    const parts = [
      ...sets(fields.set).map((words) => `set *${words}*`),
      ...asList(fields.tag).map((tag) => `tag *${tag}*`),
      ...asList(fields.untag).map((tag) => `remove the tag *${tag}*`),
    ];
    const words = listWords(parts, "and") || "change nothing";
    return words.charAt(0).toUpperCase() + words.slice(1);
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: "Set", words: sets(fields.set).join(", ") },
      { label: "Tag", words: asList(fields.tag).join(", "), exact: true },
      { label: "Remove tag", words: asList(fields.untag).join(", "), exact: true },
    ),
};
