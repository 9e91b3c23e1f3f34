// How a message is looked at.

export interface Look {
  sample: string;
  /** A real person's id, asked for with its own button; "" for the made-up one. */
  patient: string;
  /** Segments the person is taken to belong to; null: as it is with this person. */
  segments: readonly string[] | null;
  phone: boolean;
  dark: boolean;
  plain: boolean;
}

export const FIRST_LOOK: Look = {
  sample: "ana",
  patient: "",
  segments: null,
  phone: false,
  dark: false,
  plain: false,
};

/** Somebody made up who reads a language, to see a mail of it with. */
export const readerOf = (language: string, people: readonly { id: string; language: string }[]): string =>
  people.find((one) => one.language === language)?.id ?? FIRST_LOOK.sample;
