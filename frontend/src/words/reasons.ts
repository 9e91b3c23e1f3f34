// Codes of the engine in words. An unknown code is shown with its hyphens taken out, never hidden.
import { w } from ".";
import { language } from "./locale";

/** The text of that name, where there is one; names from outside reach nothing but texts. */
export function lookUp(texts: object, name: string): string | undefined {
  const found: unknown = Object.hasOwn(texts, name) ? texts[name as keyof typeof texts] : undefined;
  return typeof found === "string" ? found : undefined;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export const plainCode = (code: string): string =>
  capital(lookUp(w.codes.plain, code) ?? code.replace(/[-_.]/g, " ").trim());

/** A role of Careloom's own in words; one that an organisation named itself as it named it. */
export const roleWords = (role: string): string => lookUp(w.shell.account.roles, role) ?? role;

/** A wait that never ends, or ends too late, is named by its rule with an ending of its own. */
export function reasonWords(code: string): string {
  const [, rule = "", end] = /^(.+)-(until-expiry|for-ever)$/.exec(code) ?? [];
  if (end) return (end === "for-ever" ? w.rules.forEver : w.rules.untilExpiry)(reasonWords(rule));
  return lookUp(w.codes.reasons, code) ?? plainCode(code);
}

/** An event where it is one, else a reason. */
const causeWords = (code: string): string =>
  lookUp(w.story.events, code) ?? lookUp(w.story.answers, code) ?? reasonWords(code);

/** Who is masked is told as the server masks; of whom nothing is known any more, that is said. */
export const personWords = (masked: string): string => masked || w.people.erased;

/** How somebody left: an exit's id, `completed`, `exit:<event>`, `left:<reason>` or `set-aside:<reason>`. */
export function outcomeWords(outcome: string): string {
  const { completed, exit, left, setAside } = w.codes.outcomes;
  const [kind, ...rest] = outcome.split(":");
  const why = causeWords(rest.join(":")).toLowerCase();
  if (!why) return outcome === "completed" ? completed : plainCode(outcome);
  if (kind === "exit") return exit(why);
  if (kind === "left") return left(why);
  if (kind === "set-aside") return setAside(why);
  return `${plainCode(kind ?? "")}: ${why}`;
}

export type Method = keyof typeof w.codes.methods;

const METHODS: Record<string, Method> = {
  smime: "smime",
  "s/mime": "smime",
  openpgp: "openpgp",
  tls: "tls",
  "verified-tls": "tls",
  starttls: "tls",
  portal: "portal",
};

/** The four ways a mail is protected, under whichever name the wire uses. */
export const methodOf = (name: string): Method | null => METHODS[name.toLowerCase()] ?? null;

export function methodWords(method: string | null | undefined): string {
  if (!method) return "";
  const known = methodOf(method);
  return known ? w.codes.methods[known] : plainCode(method);
}

/** A masked subject with neighbouring gaps as one. */
export const subjectWords = (masked: string): string =>
  masked.replace(/(…[\s,]*)+…/g, "…") || w.messages.noSubject;

/** `es` → "Spanish", or "español" to whom reads Spanish. */
export function languageWords(tag: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
