// The messages of a draft out of its files: each with the languages it is written in. Pure.
import { everyStep } from "~/features/designer/model/document";
import { readDraft } from "~/features/designer/model/editing";
import { sameWords } from "./sameWords";

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

/** Name and language of a file, "reminder.es.mjml"; the language is "" for the organisation's own. */
export function partsOf(file: string): { name: string; language: string } {
  const [, name = file, language = ""] = FILE.exec(`messages/${file}`) ?? [];
  return { name, language };
}

/** The steps of the journey that send a message, by their names. */
export function sendersOf(files: Readonly<Record<string, string>>, message: string): string[] {
  const { document } = readDraft(files["journey.yaml"] ?? "");
  return everyStep(document?.steps ?? [])
    .filter(({ step }) => step.kind === "send" && step.fields.message === message)
    .map(({ step }) => step.id);
}

/** "" where most of its words are still those of the organisation's own language; undefined where they are its own. */
export function stillIn(
  files: Readonly<Record<string, string>>,
  { name, language }: { name: string; language: string },
  text: string,
): "" | undefined {
  const own = files[`messages/${fileOf(name, "")}`];
  return language !== "" && own !== undefined && sameWords(text, own) ? "" : undefined;
}

/** The same words, said to be meant so, which the compiler reads; and a note, which reviewers see and no mail shows. */
export function accepted(text: string, language: string, note: string): string {
  const said = `# same-words: ${language}\n# ${note}\n`;
  return /^---\r?\n/.test(text)
    ? text.replace(/^---\r?\n/, (fence) => fence + said)
    : `---\n${said}---\n${text}`;
}

/** The segments a text asks about, each once, in order. */
export function segmentsIn(text: string): string[] {
  const found = text.matchAll(/\bsegments(?:\[\s*["']([\w-]+)["']\s*\]|\.(\w+))/g);
  return [...new Set([...found].map(([, quoted, dotted]) => quoted ?? dotted ?? ""))];
}
