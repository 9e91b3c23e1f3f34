// How one value is written: in the quotes it had where they fit, else as `careloom fmt` would write it.
import type { Word } from "../source/tree";

export type Scalar = string | number | boolean | null;

/** What some reader of YAML 1.1 or 1.2 would take for something else than text. */
const READ_OTHERWISE =
  /^(y|n|yes|no|on|off|true|false|null|~|[-+]?\.inf|\.nan|[-+]?\.?[0-9][0-9_,.:]*(e[-+]?[0-9]+)?|0[xo][0-9a-f]+)$/i;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const STARTS_OTHERWISE = /^[-?:,[\]{}#&*!|>'"%@`\s=]/;
/** Anything that cannot be seen, line ends among it. */
const UNSEEN = /[\p{C}\u2028\u2029\u0085]/u;

/** Whether the text stands without quotes. `flow`: inside { } or [ ]. */
export function isPlain(text: string, flow: boolean): boolean {
  if (text === "" || text !== text.trim() || UNSEEN.test(text)) return false;
  if (READ_OTHERWISE.test(text) && !DATE.test(text)) return false;
  if (STARTS_OTHERWISE.test(text) || /^(---|\.\.\.)/.test(text)) return false;
  if (/:(\s|$)|\s#/.test(text)) return false;
  return !(flow && /[,[\]{}]/.test(text));
}

const single = (text: string): string => `'${text.replace(/'/g, "''")}'`;

const ESCAPES: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };

function escaped(char: string): string {
  const known = ESCAPES[char];
  if (known) return known;
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, "0")}`
    : `\\u${code.toString(16).padStart(4, "0")}`;
}

const double = (text: string): string => `"${text.replace(/["\\]|[\p{C}\u2028\u2029\u0085]/gu, escaped)}"`;

function quoted(text: string): string {
  if (UNSEEN.test(text)) return double(text);
  const toEscape = (text.match(/["\\]/g) ?? []).length;
  const quotes = (text.match(/'/g) ?? []).length;
  return toEscape > 0 && quotes <= toEscape ? single(text) : double(text);
}

/** On one line. `style`: the quotes it had before. */
export function oneLine(value: Scalar, flow: boolean, style: Word["style"] = "plain"): string {
  if (typeof value !== "string") return String(value);
  if (style === "single" && !UNSEEN.test(value)) return single(value);
  if (style === "double") return double(value);
  return isPlain(value, flow) ? value : quoted(value);
}

/** Whether the text can be written as a block of lines behind `|`; several line ends at its end would need `|+`, which
 * takes the empty lines below it for its own. */
export const canBeBlock = (text: string): boolean =>
  /\S/.test(text) &&
  !/^[ \n]|\n\n$/.test(text) &&
  !UNSEEN.test(text.replace(/[\n\t]/g, "")) &&
  !/^\t|\n\t/.test(text) &&
  !/[ \t]$/m.test(text);

/** A text of several lines as a literal block: what stands behind its key, and its lines, at `column`. */
export function literal(text: string, column: number): { header: string; lines: string } {
  const header = text.endsWith("\n") ? "|" : "|-";
  const lines = text.replace(/\n$/, "").split("\n");
  return { header, lines: lines.map((line) => `${line && " ".repeat(column)}${line}\n`).join("") };
}
