// exit: leave the journey, with this id as the outcome.
import { w } from "~/words";
import { noChips, noPaths, type StepDefinition } from "../definition";

export const exit: StepDefinition = {
  kind: "exit",
  name: w.steps.exit.name,
  fresh: { fields: () => ({}), name: () => w.steps.exit.fresh },
  paths: noPaths,
  sentence: (_fields, id) => w.steps.exit.sentence(id),
  chips: noChips,
  facts: () => [],
};
