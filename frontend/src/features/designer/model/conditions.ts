// CEL conditions in words, for the forms people write most; the rest is shown as written.
import { w } from "~/words";
import { oneOf } from "~/words/forms";
import { lookUp } from "~/words/reasons";
import { typeOf, wayOf } from "../inspector/conditions/choices";
import { readRules } from "../inspector/conditions/read";
import { type Leaf, plainOf, type Rule } from "../inspector/conditions/rules";
import { wayWords } from "../inspector/conditions/wayWords";
import { writeRules } from "../inspector/conditions/write";
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

function leafWords(leaf: Leaf): string {
  const known = clauseWords(writeRules(leaf));
  if (known !== null || leaf.is === "call") return known ?? writeRules(leaf);
  const how = wayWords(wayOf(leaf), leaf, typeOf(leaf));
  const values = leaf.is === "among" ? leaf.values : "value" in leaf ? [leaf.value] : [];
  if (leaf.is === "since")
    return `${how} (${fieldWords(leaf.field)}) ${compare(leaf.op)} ${plainValue(leaf.value)}`;
  return [fieldWords(leaf.field), how, oneOf(values.map(plainOf))].filter(Boolean).join(" ");
}

function ruleWords(rule: Rule): string {
  if (rule.is !== "group") return leafWords(rule);
  const words = rule.rules.map(ruleWords).join(rule.join === "all" ? ` ${told.and} ` : ` ${told.or} `);
  return rule.not ? told.not(words) : rule.paren ? `(${words})` : words;
}

/** Words for a condition; `exact` is false when some part had to be shown as written. */
export function conditionWords(value: unknown): { words: string; exact: boolean } {
  const text = String(value ?? "").trim();
  const rules = readRules(text);
  return rules === null ? { words: text, exact: text === "" } : { words: ruleWords(rules), exact: true };
}
