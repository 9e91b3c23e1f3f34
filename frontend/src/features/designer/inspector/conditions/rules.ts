// A condition as rules that people read and change. Pure; `read.ts` and `write.ts` hold it equal to the CEL text.

/** A literal as it is written: quotes and all. */
export type Raw = string;

export type Operator = "==" | "!=" | ">=" | "<=" | ">" | "<";

/** What a text or the items of a list may be looked at for. */
export type Test = "equals" | "startsWith" | "endsWith" | "contains";

export type Asked =
  | "engaged"
  | "clicked"
  | "viewed"
  | "replied"
  | "opened"
  | "confirmed"
  | "has_consent"
  | "authorized"
  | "segment"
  | "happened";

export interface Group {
  is: "group";
  join: "all" | "any";
  not: boolean;
  /** Whether it stands in parentheses where it need not. */
  paren: boolean;
  rules: Rule[];
}

/** `patient.age >= 65`, `appointment.kind != 'telehealth'`, `appointment.start > now`. */
export interface Compare {
  is: "compare";
  field: string;
  op: Operator;
  value: Raw;
}

/** `appointment.start - now > duration('3h')`; turned: `now - appointment.start …`. */
export interface Away {
  is: "away";
  field: string;
  turned: boolean;
  op: Operator;
  value: Raw;
}

/** `days_since(statement.due) >= 30`. */
export interface Since {
  is: "since";
  field: string;
  op: Operator;
  value: Raw;
}

/** A yes-or-no field by itself. */
export interface Flag {
  is: "flag";
  field: string;
  not: boolean;
}

/** `engaged("week-ahead")`, `confirmed()`. */
export interface Call {
  is: "call";
  name: Asked;
  argument: Raw | null;
  not: boolean;
}

/** `'vip' in patient.tags`. */
export interface Holds {
  is: "holds";
  field: string;
  value: Raw;
  not: boolean;
}

/** `patient.language in ['en', 'es']`. */
export interface Among {
  is: "among";
  field: string;
  values: Raw[];
  not: boolean;
}

/** `patient.conditions.exists(code, code.startsWith('E11'))`. */
export interface Some {
  is: "some";
  field: string;
  variable: string;
  test: Test;
  value: Raw;
  not: boolean;
}

/** `appointment.service.startsWith('cardio')`. */
export interface Part {
  is: "part";
  field: string;
  test: Exclude<Test, "equals">;
  value: Raw;
  not: boolean;
}

export type Leaf = Compare | Away | Since | Flag | Call | Holds | Among | Some | Part;
export type Rule = Group | Leaf;

/** Which functions take a name. */
export const ASKED: readonly Asked[] = [
  "engaged",
  "clicked",
  "viewed",
  "replied",
  "opened",
  "confirmed",
  "has_consent",
  "authorized",
  "segment",
  "happened",
];

export const isAsked = (name: string): name is Asked => (ASKED as readonly string[]).includes(name);

/** The words inside a literal: without quotes, `duration('3h')` as `3h`. */
export function plainOf(raw: Raw): string {
  const inside = /^duration\((.*)\)$/.exec(raw)?.[1] ?? raw;
  if (!/^["']/.test(inside)) return inside;
  return inside.slice(1, -1).replace(/\\(["'\\])/g, "$1");
}

/** Words as a literal, in the quotes that `like` has. */
export function quoted(words: string, like: Raw = "'"): Raw {
  const quote = like.replace(/^duration\(/, "").startsWith('"') ? '"' : "'";
  return quote + words.replace(/\\/g, "\\\\").replaceAll(quote, `\\${quote}`) + quote;
}

export const durationRaw = (words: string, like: Raw = "'"): Raw => `duration(${quoted(words, like)})`;
