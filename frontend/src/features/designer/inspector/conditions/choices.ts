// What may be asked of a field of a type, and how one question becomes another. Pure.
import {
  type Asked,
  durationRaw,
  type Leaf,
  type Operator,
  plainOf,
  quoted,
  type Raw,
  type Test,
} from "./rules";

export type FieldType = "string" | "int" | "double" | "bool" | "timestamp" | "list(string)";

/** How a field is asked, as one word for a select; `!` before it says that it must not be so. */
export type Way =
  | Operator
  | "yes"
  | "no"
  | "has"
  | "lacks"
  | "among"
  | "!among"
  | `${"" | "!"}${Test}`
  | "ahead"
  | "ago"
  | "since"
  | "future"
  | "past";

const COMPARED: readonly Way[] = ["==", "!=", ">=", "<=", ">", "<"];

const WAYS: Record<FieldType, readonly Way[]> = {
  string: ["==", "!=", "among", "!among", "startsWith", "!startsWith", "endsWith", "contains", "!contains"],
  int: COMPARED,
  double: COMPARED,
  bool: ["yes", "no"],
  timestamp: ["ahead", "ago", "since", "future", "past"],
  "list(string)": ["has", "lacks", "startsWith", "!startsWith", "contains", "endsWith", "equals", "!equals"],
};

/** The type a rule takes its field for, where the dictionary does not know it (answers of a form). */
export function typeOf(leaf: Leaf): FieldType {
  switch (leaf.is) {
    case "flag":
      return "bool";
    case "away":
    case "since":
      return "timestamp";
    case "holds":
    case "some":
      return "list(string)";
    case "compare":
      if (leaf.value === "now") return "timestamp";
      return /^["']/.test(leaf.value) ? "string" : /^(true|false)$/.test(leaf.value) ? "bool" : "double";
    default:
      return "string";
  }
}

const no = (leaf: { not: boolean }): "" | "!" => (leaf.not ? "!" : "");

export function wayOf(leaf: Leaf): Way {
  switch (leaf.is) {
    case "compare":
      if (leaf.value === "now" && leaf.op === ">") return "future";
      if (leaf.value === "now" && leaf.op === "<") return "past";
      return leaf.op;
    case "away":
      return leaf.turned ? "ago" : "ahead";
    case "since":
      return "since";
    case "flag":
    case "call":
      return leaf.not ? "no" : "yes";
    case "holds":
      return leaf.not ? "lacks" : "has";
    case "among":
      return `${no(leaf)}among`;
    case "some":
    case "part":
      return `${no(leaf)}${leaf.test}`;
  }
}

/** With the way that is written, though it be none we offer. */
export function waysFor(type: FieldType, current: Way): readonly Way[] {
  const ways = WAYS[type] ?? COMPARED;
  return ways.includes(current) ? ways : [current, ...ways];
}

/** The words of a rule, to be kept when it is asked another way. */
export function wordsOf(leaf: Leaf): string {
  if ("values" in leaf) return plainOf(leaf.values[0] ?? "''");
  if ("value" in leaf && leaf.value !== "now") return plainOf(leaf.value);
  return "";
}

const rawOf = (leaf: Leaf): Raw =>
  "values" in leaf ? (leaf.values[0] ?? "'") : "value" in leaf ? leaf.value : "'";

function compared(field: string, type: FieldType, op: Operator, words: string, like: Raw): Leaf {
  const number = /^-?[0-9]+(\.[0-9]+)?$/.test(words) ? words : "0";
  const value = type === "int" || type === "double" ? number : quoted(words, like);
  return { is: "compare", field, op, value };
}

/** The same field asked another way, with as much as can be kept. */
export function asked(field: string, type: FieldType, way: Way, before?: Leaf): Leaf {
  const words = before ? wordsOf(before) : "";
  const like = before ? rawOf(before) : "'";
  const not = way.startsWith("!");
  const op: Operator = before && "op" in before ? before.op : ">";
  switch (way) {
    case "yes":
    case "no":
      return { is: "flag", field, not: way === "no" };
    case "future":
    case "past":
      return { is: "compare", field, op: way === "future" ? ">" : "<", value: "now" };
    case "ahead":
    case "ago":
      return {
        is: "away",
        field,
        turned: way === "ago",
        op,
        value: durationRaw(/^[0-9]+[hms]$/.test(words) ? words : "24h"),
      };
    case "since":
      return { is: "since", field, op, value: /^[0-9]+$/.test(words) ? words : "30" };
    case "has":
    case "lacks":
      return { is: "holds", field, value: quoted(words, like), not: way === "lacks" };
    case "among":
    case "!among":
      return { is: "among", field, values: [quoted(words, like)], not };
    case "==":
    case "!=":
    case ">=":
    case "<=":
    case ">":
    case "<":
      return compared(field, type, way, words, like);
    default:
      return tested(field, type, way.replace("!", "") as Test, not, quoted(words, like), before);
  }
}

function tested(field: string, type: FieldType, test: Test, not: boolean, value: Raw, before?: Leaf): Leaf {
  if (type !== "list(string)" && test !== "equals") return { is: "part", field, test, value, not };
  const variable = before?.is === "some" ? before.variable : "each";
  return { is: "some", field, variable, test, value, not };
}

/** A first question about a field. */
export const freshFor = (field: string, type: FieldType): Leaf => asked(field, type, WAYS[type]?.[0] ?? "==");

/** A first question about what happened; `names` are those it may name. */
export const freshCall = (name: Asked, names: readonly string[]): Leaf => ({
  is: "call",
  name,
  argument: name === "confirmed" ? null : quoted(names[0] ?? "", '"'),
  not: false,
});
