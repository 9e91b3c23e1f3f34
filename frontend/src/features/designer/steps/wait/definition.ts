// wait: let time pass.
import { anchorWords, asFields, durationWords, IF_PAST, windowWords } from "../../model/words";
import { noChips, noPaths, type StepDefinition, told, written } from "../definition";

export const wait: StepDefinition = {
  kind: "wait",
  name: "Wait",
  fresh: {
    fields: () => ({ for: "3d" }),
    name: (fields) =>
      fields.for != null
        ? `wait ${durationWords(fields.for)}`
        : fields.until != null
          ? `wait until ${anchorWords(fields.until)}`
          : "wait for the window",
  },
  paths: noPaths,
  sentence(fields) {
    if (fields.for != null) return `Wait *${durationWords(fields.for)}*`;
    if (fields.until != null) return `Wait until *${anchorWords(fields.until)}*`;
    if (fields.window != null) return `Wait for the window *${windowWords(fields.window)}*`;
    return "Wait, but it does not say how long";
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: "For", words: durationWords(fields.for) },
      { label: "Until", words: anchorWords(fields.until) },
      { label: "If that has passed", words: IF_PAST[written(asFields(fields.until)?.if_past)] ?? "" },
      { label: "Window", words: windowWords(fields.window) },
    ),
};
