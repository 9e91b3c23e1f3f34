// What people call a message: its subject, as it is written, with gaps where values will stand. Pure.

/** By the name of the message. */
export type Titles = Readonly<Record<string, string>>;

export const NO_TITLES: Titles = {};

/** "Your visit on {{ appointment.start | date }}" → "Your visit on …". Stars would stress what stands between them. */
export const plainSubject = (subject: string): string =>
  subject
    .replace(/\{%.*?%\}/gs, "")
    .replace(/\{\{.*?\}\}/gs, "…")
    .replace(/\*/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** By name, with subjects as they are written. */
export const titlesIn = (subjects: Readonly<Record<string, string>> = {}): Titles =>
  Object.fromEntries(Object.entries(subjects).map(([name, subject]) => [name, plainSubject(subject)]));

export const titlesOf = (messages: readonly { name: string; subject: string }[]): Titles =>
  titlesIn(Object.fromEntries(messages.map(({ name, subject }) => [name, subject])));
