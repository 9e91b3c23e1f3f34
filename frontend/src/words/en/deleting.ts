// Taking a form or a message out of a draft, and putting it back.
import { allOf, many } from "../forms";

export const deleting = {
  title: (named: string) => `Delete “${named}”?`,
  keep: "Keep it",
  gone: (named: string) => `“${named}” is no longer in your draft.`,
  putBack: "Put it back",
  dismiss: (named: string) => `Leave “${named}” deleted`,
  form: {
    button: "Delete the form",
    unused: "Nothing in this journey asks it or speaks of its answers. You can put it back afterwards.",
    used: "This journey still uses it:",
    asks: (step: string) => `The step ${step} asks it`,
    speaks: (file: string) => `${file} speaks of its answers`,
    afterwards:
      "These will be problems of your draft until you change them. What is published stays as it is, and you can put the form back.",
  },
  message: {
    button: "Delete the message",
    unused: "No step of this journey sends it. You can put it back afterwards.",
    used: "This journey still sends it:",
    sends: (step: string) => `The step ${step} sends it`,
    languages: (languages: readonly string[]) =>
      many(languages.length, {
        one: `Its words in ${allOf(languages)} go with it.`,
        other: `Its words in all # languages go with it: ${allOf(languages)}.`,
      }),
    afterwards:
      "These will be problems of your draft until you change them. What is published stays as it is, and you can put the message back.",
    missing: "This message is not in your draft",
    missingHelp: "It was deleted, or is called otherwise. The messages of the journey are one step back.",
  },
};
