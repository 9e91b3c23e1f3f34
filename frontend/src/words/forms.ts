// The small grammar language files are written with: numbers, plurals and lists by the rules of the spoken language.
import { language, locale } from "./locale";

/** Forms by plural category (CLDR); `#` stands for the number. Spanish asks for `many` from a million on. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

function keptBy<Made>(make: (tag: string) => Made): (tag: string) => Made {
  const made = new Map<string, Made>();
  return (tag) => {
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
}

const numbers = keptBy((tag) => new Intl.NumberFormat(tag));
const plurals = keptBy((tag) => new Intl.PluralRules(tag));
const conjunctions = keptBy((tag) => new Intl.ListFormat(tag, { type: "conjunction" }));
const disjunctions = keptBy((tag) => new Intl.ListFormat(tag, { type: "disjunction" }));

export const count = (value: number): string => numbers(locale()).format(value);

/** `many(3, { one: "# person", other: "# people" })` → "3 people". */
export function many(value: number, forms: Forms): string {
  const form = forms[plurals(language()).select(value)] ?? forms.other;
  return form.replace("#", count(value));
}

export const allOf = (words: readonly string[]): string => conjunctions(locale()).format(words);
export const oneOf = (words: readonly string[]): string => disjunctions(locale()).format(words);
