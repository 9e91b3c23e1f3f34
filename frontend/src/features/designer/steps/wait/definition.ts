// wait: let time pass.
import { w } from "~/words";
import { anchorWords, asFields, durationWords, ifPastWords, windowWords } from "../../model/words";
import { noChips, noPaths, type StepDefinition, told } from "../definition";

const words = w.steps.wait;

export const wait: StepDefinition = {
  kind: "wait",
  name: words.name,
  fresh: {
    fields: () => ({ for: "3d" }),
    name: () => words.fresh,
  },
  paths: noPaths,
  sentence(fields) {
    if (fields.for != null) return words.for(durationWords(fields.for));
    if (fields.until != null) return words.until(anchorWords(fields.until));
    if (fields.window != null) return words.window(windowWords(fields.window));
    return words.nothing;
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: words.forLabel, words: durationWords(fields.for) },
      { label: words.untilLabel, words: anchorWords(fields.until) },
      { label: w.steps.if, words: ifPastWords(asFields(fields.until)?.if_past) },
      { label: words.windowLabel, words: windowWords(fields.window) },
    ),
};
