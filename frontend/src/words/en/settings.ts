// The organisation's documents as forms.
export const settings = {
  place: "Settings",
  title: "Settings",
  sentence:
    "What every journey builds on. A change holds when journeys are next published; none may break by it.",
  documents: {
    organization: "Organization",
    dictionary: "Dictionary",
    consents: "Consents",
    segments: "Segments",
  },
  about: {
    organization: "Who you are, who sends, when mail may leave, and how much of it at most.",
    dictionary: "Every field that a journey may speak of, and how closed it is.",
    consents: "What people may stop or agree to, and what they sign.",
    segments: "Named groups of people, each by a condition over the dictionary.",
  },
  yaml: "As YAML",
  form: "Form",
  save: (what: string) => `Save ${what}`,
  saved: "Saved.",
  unsaved: {
    mark: "unsaved changes",
    title: "Unsaved changes.",
    kept: "They are kept in this browser until you save or discard them.",
    discard: "Discard",
    moved: "Somebody else saved this document meanwhile.",
    theirs: "Discard mine, show theirs",
    mine: "Keep mine, over theirs",
  },
  line: (line: number) => `Line ${line}`,
  onlyAdmin: "Only an administrator may change this.",
  breaks: (journeys: string) => `With this, these journeys would no longer compile: ${journeys}.`,
  problems: "What stands in the way",
  none: "There is nothing here yet. Write it as YAML.",
  unreadable: "The text cannot be read as it stands, so that it has no form. Mend it as YAML.",
  groups: { top: "In general" },
};
