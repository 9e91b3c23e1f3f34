// Which language the interface speaks and whose habits its dates and numbers follow. Decided once, before the first page.
export const LANGUAGES = { en: "English", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = "careloom-language";
const HOME: Record<Language, string> = { en: "en-GB", es: "es-ES" };

let spoken: Language = "en";
let habits = HOME.en;

export const language = (): Language => spoken;

/** A BCP 47 tag of the spoken language, with the viewer's region where they told the browser one. */
export const locale = (): string => habits;

const isLanguage = (tag: string | null | undefined): tag is Language =>
  tag != null && Object.hasOwn(LANGUAGES, tag);
const base = (tag: string): string => tag.toLowerCase().split("-")[0] ?? "";

export function setLanguage(chosen: Language, wanted: readonly string[] = []) {
  spoken = chosen;
  habits = wanted.find((tag) => base(tag) === chosen && tag.includes("-") && isTag(tag)) ?? HOME[chosen];
}

/** Some browsers tell what the system calls its language, as `en-US@posix`, which is no tag. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** What somebody chose here before, else the first language of their browser that we speak, else English. */
export function pickLanguage(kept: string | null, wanted: readonly string[]): Language {
  if (isLanguage(kept)) return kept;
  return wanted.map(base).find(isLanguage) ?? "en";
}

export function keptLanguage(): string | null {
  try {
    return window.localStorage.getItem(KEPT);
  } catch {
    return null; // storage is forbidden here: the browser's own language decides
  }
}

/** Loads the page again in the other language; a page with unsaved words asks before it lets go. */
export function chooseLanguage(chosen: Language) {
  window.localStorage.setItem(KEPT, chosen);
  window.location.reload();
}
