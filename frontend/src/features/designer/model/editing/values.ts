// From plain data to YAML text, as a person of this house would write it: short things on one line, steps as blocks.
import { inOrder, PART_WORDS } from "./order";
import { canBeBlock, literal, oneLine, type Scalar } from "./scalars";
import type { Value } from "./types";

/** A collection that would pass it becomes a block; as in `careloom fmt`. */
export const WIDTH = 110;

type Fields = { readonly [key: string]: Value | undefined };

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isFields = (value: Value | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isScalarValue = (value: Value | undefined): value is Scalar =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

/** What is really written, in the order in which it is written. */
export const written = (fields: Fields, words: readonly string[] | null): [string, Value][] =>
  inOrder(Object.keys(fields), words).flatMap((key) => {
    const value = fields[key];
    return value === undefined ? [] : [[key, value]];
  });

export const keyText = (key: string, flow: boolean): string =>
  key === "on" || key === "at" ? key : oneLine(key, flow);

/** On one line, whatever it is. */
export function flowText(value: Value, words: readonly string[] | null = null): string {
  if (isList(value)) return `[${value.map((one) => flowText(one)).join(", ")}]`;
  if (!isFields(value)) return oneLine(value, true);
  const pairs = written(value, words).map(([key, one]) => `${keyText(key, true)}: ${flowText(one)}`);
  return `{${pairs.join(", ")}}`;
}

/** Whether a person would write it on one line: no steps in it, and nothing nested in a mapping but short lists. */
export function isShort(value: Value): boolean {
  if (isScalarValue(value)) return !(typeof value === "string" && value.includes("\n"));
  if (isList(value)) return value.every((one) => isScalarValue(one) && isShort(one));
  return written(value, null).every(([key, one]) => key !== "steps" && !isFields(one) && isShort(one));
}

/** What stands behind a key or a dash on its line; `rest` are whole lines below. `key` decides what is always a block. */
export interface Text {
  inline: string;
  rest: string;
}

/** Whether texts of several lines are in it. */
export const hasLines = (value: Value): boolean => JSON.stringify(value).includes("\\n");

const BLOCKS = new Set([
  "on",
  "enroll",
  "goal",
  "exit",
  "paths",
  "cases",
  "brakes",
  "winner",
  "moved_to",
  "allow",
]);

/** `column`: where the key stands; `room`: how much of the line is used already; `flat`: on one line in any case. */
export function valueText(value: Value, key: string, column: number, room: number, flat = false): Text {
  if (flat) return { inline: isScalarValue(value) ? oneLine(value, false) : flowText(value), rest: "" };
  if (typeof value === "string" && value.includes("\n") && canBeBlock(value)) {
    const { header, lines } = literal(value, column + 2);
    return { inline: header, rest: lines };
  }
  if (isScalarValue(value)) return { inline: oneLine(value, false), rest: "" };
  const empty = isList(value) ? value.length === 0 : written(value, null).length === 0;
  const words = PART_WORDS[key] ?? null;
  const text = flowText(value, words);
  if (empty || (isShort(value) && !BLOCKS.has(key) && room + text.length <= WIDTH))
    return { inline: text, rest: "" };
  return {
    inline: "",
    rest: isList(value) ? listText(value, column + 2) : fieldsText(value, column + 2, words),
  };
}

/** Whole lines of `key: value`, at a column. */
export function fieldsText(fields: Fields, column: number, words: readonly string[] | null = null): string {
  return written(fields, words)
    .map(([key, value]) => pairText(key, value, column))
    .join("");
}

export function pairText(key: string, value: Value, column: number, flat = false): string {
  const start = `${" ".repeat(column)}${keyText(key, false)}:`;
  const { inline, rest } = valueText(value, key, column, start.length + 1, flat);
  return `${start}${inline ? ` ${inline}` : ""}\n${rest}`;
}

const listText = (items: readonly Value[], column: number): string =>
  items.map((item) => itemText(item, column)).join("");

/** One item with its dash, as whole lines. */
export function itemText(item: Value, column: number, words: readonly string[] | null = null): string {
  const dash = `${" ".repeat(column)}- `;
  if (isFields(item) && written(item, words).length > 0)
    return dash + fieldsText(item, column + 2, words).slice(column + 2);
  const { inline, rest } = valueText(item, "", column, dash.length);
  return `${dash}${inline}\n${rest}`;
}
