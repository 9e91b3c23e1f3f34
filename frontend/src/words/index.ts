// `w`: every text people read, in their language. Loaded by main.tsx before any page, so it may be used anywhere.
import type { Words } from "./en";
import { type Language, setLanguage } from "./locale";

const FILES: Record<Language, () => Promise<Words>> = {
  en: () => import("./en").then((file) => file.en),
  es: () => import("./es").then((file) => file.es),
};

/** Set by `speak` and by nothing else; the same for as long as the page lives. */
export let w: Words;

export async function speak(language: Language, wanted: readonly string[] = []): Promise<void> {
  w = await FILES[language]();
  setLanguage(language, wanted);
}

export { allOf, count, type Forms, many, oneOf } from "./forms";
export type { Words };
