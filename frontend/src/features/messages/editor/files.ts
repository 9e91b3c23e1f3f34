// The messages of a draft out of its files: each with the languages it is written in. Pure.

export interface Written {
  name: string;
  /** Languages with a file of their own; "" is the organisation's. In order. */
  languages: string[];
}

const FILE = /^messages\/([a-z0-9][a-z0-9-]*)(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*))?\.mjml$/;

export function messagesOf(files: Readonly<Record<string, string>>): Written[] {
  const found = new Map<string, string[]>();
  for (const path of Object.keys(files).sort()) {
    const [, name, language = ""] = FILE.exec(path) ?? [];
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), language].sort());
  }
  return [...found].map(([name, languages]) => ({ name, languages }));
}

export const fileOf = (name: string, language: string): string =>
  language === "" ? `${name}.mjml` : `${name}.${language}.mjml`;

/** The same mail, to be put into another language: only what says its language is changed. */
export const translationOf = (text: string, language: string): string =>
  text.replace(/(<mjml[^>]*\slang=")[^"]*(")/, `$1${language}$2`);
