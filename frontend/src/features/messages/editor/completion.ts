// What may be written between the braces of a message: fields with their classes, links, segments, filters.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { FieldShown, Vocabulary } from "~/api/generated/types";
import { w } from "~/words";
import { mayStandAbove } from "./front";

const LINKS = ["portal", "confirm", "opt_out", "form"];
const FILTERS = ["default('')", "join(', ')", "upper", "lower", "capitalize"];
const ORGANIZATION = ["name", "phone", "address"];

const classWord = (name: string): string =>
  Object.entries(w.composing.classes).find(([key]) => key === name)?.[1] ?? name;

/** The braces that the cursor stands in, from their beginning to the cursor; null outside of any. */
export function openBraces(before: string): string | null {
  const start = Math.max(before.lastIndexOf("{{"), before.lastIndexOf("{%"));
  if (start < 0) return null;
  const inside = before.slice(start + 2);
  return /[%}]}/.test(inside) ? null : inside;
}

/** How the language of the message writes a day. `quoted`: the place stands in double quotes, so the day may have none. */
export function dayFilter(language: string, quoted: boolean): string {
  if (language.startsWith("en")) return "date('EEEE, MMMM d')";
  if (language.startsWith("es") && !quoted) return `date("EEEE d 'de' MMMM")`;
  return "date('EEEE d MMMM')";
}

interface Place {
  /** What has to stand before and behind what is written, so that the braces keep their spaces. */
  lead: string;
  trail: string;
  /** The filter that writes a day here. */
  day: string;
  /** A value is written here; a condition asks for it as it is, and a filter may follow already. */
  written: boolean;
  /** It travels in clear and shows on locked phones. */
  open: boolean;
}

/** A subject or a preheader by itself: the language of its mail, and nothing around it. */
export interface Alone {
  language: string;
}

/** Outside of braces, where somebody asks for a value: it brings its own. */
const bare = (language: string): Place => ({
  lead: "{{ ",
  trail: " }}",
  day: dayFilter(language, false),
  written: true,
  open: true,
});

function placeOf(before: string, inside: string, word: string, after: string, language: string): Place {
  const begin = before.slice(0, before.length - inside.length);
  const value = begin.endsWith("{{");
  const open = value && !/^(?:(?!\{\{).)*?\}\}/.test(after);
  return {
    lead: inside === word ? " " : "",
    trail: open ? " }}" : /^[%}]}/.test(after) ? " " : "",
    day: dayFilter(language, (begin.match(/"/g) ?? []).length % 2 === 1),
    written: value && !/^\s*\|/.test(after),
    open: false,
  };
}

/** `alone`: of a subject or a preheader outside of its message. */
export function completeMessage(vocabulary: Vocabulary | undefined, alone?: Alone) {
  return (context: CompletionContext): CompletionResult | null => {
    const { doc } = context.state;
    const line = doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const inside = openBraces(before);
    if (inside === null) {
      if (!alone || !context.explicit) return null;
      return { from: context.pos, options: namesOf(vocabulary, bare(alone.language)) };
    }
    const word = /[\w.'[\]-]*$/.exec(inside)?.[0] ?? "";
    const [, spoken] = /<mjml[^>]*\slang="([\w-]+)"/.exec(doc.toString()) ?? [];
    const language = alone?.language ?? spoken ?? vocabulary?.language ?? "";
    const found = placeOf(before, inside, word, line.text.slice(before.length), language);
    const place = alone ? { ...found, day: dayFilter(language, false), open: true } : found;
    const from = context.pos - word.length;
    if (/\|\s*$/.test(inside.slice(0, inside.length - word.length))) {
      const options = [place.day, ...FILTERS].map((label) => ({ label, type: "function" }));
      return { from, options: options.map((option) => within(option, option.label, place)) };
    }
    return { from, options: namesOf(vocabulary, place), validFor: /^[\w.'[\]-]*$/ };
  };
}

const within = (option: Completion, text: string, { lead, trail }: Place): Completion =>
  lead + text + trail === option.label ? option : { ...option, apply: lead + text + trail };

/** What may not be written as it is comes with the filter that writes it. */
function textOf({ name, type }: FieldShown, { day, written }: Place): string {
  if (written && type === "timestamp") return `${name} | ${day}`;
  return written && type.startsWith("list") ? `${name} | join(', ')` : name;
}

/** With its class; last where it may not stand, and first what is put in most. */
function offerOf(field: FieldShown, { open }: Place): Completion {
  const [fits, detail] = [!open || mayStandAbove(field), classWord(field.data_class)];
  const boost = fits ? (open && field.name === "patient.first_name" ? 50 : 0) : -50;
  return {
    label: field.name,
    type: "variable",
    detail: fits ? detail : w.composing.front.closed(detail),
    ...(boost ? { boost } : {}),
  };
}

/** What the dictionary does not tell, in the text of a mail. */
function othersOf(vocabulary: Vocabulary | undefined): Completion[] {
  return [
    ...LINKS.map((name) => ({ label: `link.${name}`, type: "keyword" })),
    ...(vocabulary?.segments ?? []).map(({ name, data_class }) => ({
      label: `segments['${name}']`,
      type: "constant",
      detail: classWord(data_class),
    })),
  ];
}

function namesOf(vocabulary: Vocabulary | undefined, place: Place): Completion[] {
  const fields = vocabulary?.fields ?? [];
  const told = new Set(fields.map(({ name }) => name));
  const organization = ORGANIZATION.map((name) => `organization.${name}`)
    .filter((label) => !told.has(label))
    .map((label) => ({ label, type: "variable" }));
  // Of a line by itself a link is nothing to read, and a segment none to write.
  const others = place.open && place.written ? [] : othersOf(vocabulary);
  return [
    ...fields.map((field) => within(offerOf(field, place), textOf(field, place), place)),
    ...[...organization, ...others].map((option) => within(option, option.label, place)),
  ];
}
