// CEL conditions in words, for the forms people write most; the rest is shown as written.
import { durationWords, eventWords, fieldWords } from "./words";

const quoted = `\\(\\s*["']([^"']*)["']\\s*\\)`;

const CALLS: [RegExp, (name: string) => string][] = [
  [new RegExp(`^!\\s*engaged${quoted}$`), (step) => `no reaction to ${step}`],
  [new RegExp(`^engaged${quoted}$`), (step) => `reacted to ${step}`],
  [new RegExp(`^!\\s*clicked${quoted}$`), (step) => `did not follow a link in ${step}`],
  [new RegExp(`^clicked${quoted}$`), (step) => `followed a link in ${step}`],
  [new RegExp(`^!\\s*(?:opened|viewed)${quoted}$`), (step) => `did not read ${step}`],
  [new RegExp(`^(?:opened|viewed)${quoted}$`), (step) => `read ${step}`],
  [new RegExp(`^!\\s*replied${quoted}$`), (step) => `did not reply to ${step}`],
  [new RegExp(`^replied${quoted}$`), (step) => `replied to ${step}`],
  [new RegExp(`^has_consent${quoted}$`), (topic) => `agrees to ${topic}`],
  [new RegExp(`^!\\s*has_consent${quoted}$`), (topic) => `does not agree to ${topic}`],
  [new RegExp(`^authorized${quoted}$`), (scope) => `has authorized ${scope}`],
  [new RegExp(`^!\\s*authorized${quoted}$`), (scope) => `has not authorized ${scope}`],
  [new RegExp(`^segment${quoted}$`), (name) => `in segment ${name}`],
  [new RegExp(`^!\\s*segment${quoted}$`), (name) => `not in segment ${name}`],
  [new RegExp(`^happened${quoted}$`), (event) => eventWords(event)],
  [/^!\s*confirmed\(\s*\)$/, () => "has not confirmed"],
  [/^confirmed\(\s*\)$/, () => "has confirmed"],
];

const COMPARED: Record<string, string> = {
  "==": "is",
  "!=": "is not",
  ">=": "is at least",
  "<=": "is at most",
  ">": "is more than",
  "<": "is less than",
};

function plainValue(text: string): string {
  const duration = /^duration\(["']([^"']+)["']\)$/.exec(text);
  return duration ? durationWords(duration[1]) : text.replace(/^["']|["']$/g, "");
}

/** One comparison or call; null when it is not one of the known forms. */
function clauseWords(clause: string): string | null {
  const text = clause.trim();
  for (const [form, words] of CALLS) {
    const match = form.exec(text);
    if (match) return words(match[1] ?? "");
  }
  const until = /^([\w.]+)\s*-\s*now\s*([<>]=?)\s*(.+)$/.exec(text);
  if (until) return `${fieldWords(until[1])} ${COMPARED[until[2] ?? ""]} ${plainValue(until[3] ?? "")} away`;
  const compared =
    /^([a-z_]\w*(?:\.\w+)+)\s*(==|!=|>=|<=|>|<)\s*("[^"]*"|'[^']*'|[\w.]+(?:\(["'][^"']+["']\))?)$/.exec(
      text,
    );
  if (compared) {
    return `${fieldWords(compared[1])} ${COMPARED[compared[2] ?? ""]} ${plainValue(compared[3] ?? "")}`;
  }
  return null;
}

/** Words for a condition; `exact` is false when some part had to be shown as written. */
export function conditionWords(value: unknown): { words: string; exact: boolean } {
  const text = String(value ?? "").trim();
  if (/[()]\s*(&&|\|\|)|(&&|\|\|)\s*\(/.test(text.replace(/\w+\([^()]*\)/g, "call")))
    return { words: text, exact: false };
  let exact = true;
  const words = text
    .split(/(&&|\|\|)/)
    .map((part) => {
      if (part === "&&") return "and";
      if (part === "||") return "or";
      const known = clauseWords(part);
      if (known === null && part.trim()) exact = false;
      return known ?? part.trim();
    })
    .join(" ");
  return exact ? { words, exact } : { words: text, exact };
}
