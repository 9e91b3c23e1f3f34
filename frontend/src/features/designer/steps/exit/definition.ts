// exit: leave the journey, with this id as the outcome.
import { noChips, noPaths, type StepDefinition } from "../definition";

export const exit: StepDefinition = {
  kind: "exit",
  name: "Leave",
  fresh: { fields: () => ({}), name: () => "done" },
  paths: noPaths,
  sentence: (_fields, id) => `They leave the journey as *${id}*`,
  chips: noChips,
  facts: () => [],
};
