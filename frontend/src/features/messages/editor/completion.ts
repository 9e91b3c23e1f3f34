// What may be written between the braces of a message: fields with their classes, links, segments, filters.
import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Vocabulary } from "~/api/generated/types";
import { w } from "~/words";

const LINKS = ["portal", "confirm", "opt_out", "form"];
const FILTERS = ["date('d MMMM')", "default('')", "join(', ')", "upper", "lower", "capitalize"];
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

export function completeMessage(vocabulary: Vocabulary | undefined) {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const inside = openBraces(line.text.slice(0, context.pos - line.from));
    if (inside === null) return null;
    const word = /[\w.'[\]-]*$/.exec(inside)?.[0] ?? "";
    const from = context.pos - word.length;
    if (/\|\s*$/.test(inside.slice(0, inside.length - word.length))) {
      return { from, options: FILTERS.map((label) => ({ label, type: "function" })) };
    }
    return { from, options: namesOf(vocabulary), validFor: /^[\w.'[\]-]*$/ };
  };
}

function namesOf(vocabulary: Vocabulary | undefined) {
  return [
    ...(vocabulary?.fields ?? []).map(({ name, data_class }) => ({
      label: name,
      type: "variable",
      detail: classWord(data_class),
    })),
    ...ORGANIZATION.map((name) => ({ label: `organization.${name}`, type: "variable" })),
    ...LINKS.map((name) => ({ label: `link.${name}`, type: "keyword" })),
    ...(vocabulary?.segments ?? []).map(({ name, data_class }) => ({
      label: `segments['${name}']`,
      type: "constant",
      detail: classWord(data_class),
    })),
  ];
}
