// The kinds of answers a question may have, and the classes of what is told by them. As the language has them.

export const KINDS = ["yes-no", "choice", "number", "text"] as const;
export type Kind = (typeof KINDS)[number];

export const isKind = (word: unknown): word is Kind => KINDS.some((kind) => kind === word);

export const CLASSES = [
  "operational",
  "preference",
  "demographic",
  "identifier",
  "clinical",
  "protected",
] as const;

/** What the language takes where nothing is written. */
export const USUAL = { dataClass: "clinical", least: 0, most: 100 } as const;
