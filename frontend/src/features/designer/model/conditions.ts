// CEL conditions in words, for the forms people write most; the rest is shown as written.
import { w } from "~/words";
import { lookUp } from "~/words/reasons";
import { durationWords, eventWords, fieldWords } from "./words";

const quoted = `\\(\\s*["']([^"']*)["']\\s*\\)`;

const told = w.terms.conditions;

const CALLS: [RegExp, (name: string) => string][] = [
  [new RegExp(`^!\\s*engaged${quoted}$`), told.notEngaged],
  [new RegExp(`^engaged${quoted}$`), told.engaged],
  [new RegExp(`^!\\s*clicked${quoted}$`), told.notClicked],
  [new RegExp(`^clicked${quoted}$`), told.clicked],
  [new RegExp(`^!\\s*(?:opened|viewed)${quoted}$`), told.notViewed],
  [new RegExp(`^(?:opened|viewed)${quoted}$`), told.viewed],
  [new RegExp(`^!\\s*replied${quoted}$`), told.notReplied],
  [new RegExp(`^replied${quoted}$`), told.replied],
  [new RegExp(`^has_consent${quoted}$`), told.consent],
  [new RegExp(`^!\\s*has_consent${quoted}$`), told.notConsent],
  [new RegExp(`^authorized${quoted}$`), told.authorized],
  [new RegExp(`^!\\s*authorized${quoted}$`), told.notAuthorized],
  [new RegExp(`^segment${quoted}$`), told.segment],
  [new RegExp(`^!\\s*segment${quoted}$`), told.notSegment],
  [new RegExp(`^happened${quoted}$`), eventWords],
  [/^!\s*confirmed\(\s*\)$/, () => told.notConfirmed],
  [/^confirmed\(\s*\)$/, () => told.confirmed],
];

const compare = (operator: string | undefined): string => lookUp(told.compared, operator ?? "") ?? "";

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
  if (until) return told.away(fieldWords(until[1]), compare(until[2]), plainValue(until[3] ?? ""));
  const compared =
    /^([a-z_]\w*(?:\.\w+)+)\s*(==|!=|>=|<=|>|<)\s*("[^"]*"|'[^']*'|[\w.]+(?:\(["'][^"']+["']\))?)$/.exec(
      text,
    );
  if (compared) {
    return `${fieldWords(compared[1])} ${compare(compared[2])} ${plainValue(compared[3] ?? "")}`;
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
      if (part === "&&") return told.and;
      if (part === "||") return told.or;
      const known = clauseWords(part);
      if (known === null && part.trim()) exact = false;
      return known ?? part.trim();
    })
    .join(" ");
  return exact ? { words, exact } : { words: text, exact };
}
