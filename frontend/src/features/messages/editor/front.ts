// What stands at the top of a message between two lines of dashes: read as fields, written by the least of changes. Pure.

import type { Problem } from "~/api/generated/types";
import { type PlacedProblem, placedIn } from "~/features/designer/inspector/form/places";
import { setInYaml } from "~/features/designer/model/editing";
import { readSource } from "~/features/designer/model/source/source";
import { entryOf, type Node, plain } from "~/features/designer/model/source/tree";

export type FrontKey = "subject" | "preheader" | "class";

export type Front = Readonly<Record<FrontKey, string>>;

const KEYS: readonly FrontKey[] = ["subject", "preheader", "class"];

/** Where the lines between the dashes stand; null where there are none. The compiler finds them by the same rule. */
export function frontAt(text: string): { from: number; to: number } | null {
  const [opening] = /^---[^\S\n]*\n/.exec(text) ?? [];
  if (opening === undefined) return null;
  const closing = /^---[^\S\n]*$/m.exec(text.slice(opening.length));
  return closing && { from: opening.length, to: opening.length + closing.index };
}

/** A value on one line, as a field shows it; null where it is none. */
function wordAt(root: Node | null, key: FrontKey): string | null {
  const node = entryOf(root, key)?.node ?? null;
  const value = plain(node) ?? "";
  return node && node.type !== "word" ? null : String(value).replace(/\n$/, "").replace(/\n/g, " ");
}

/** Null where the top of the message is missing or cannot be read. */
export function shownFront(text: string): Front | null {
  const at = frontAt(text);
  const source = at && readSource(text.slice(at.from, at.to));
  if (!source || source.slips.length > 0 || (source.root && source.root.type !== "map")) return null;
  const [subject, preheader, class_] = KEYS.map((key) => wordAt(source.root, key));
  if (typeof subject !== "string" || typeof preheader !== "string" || typeof class_ !== "string") return null;
  return { subject, preheader, class: class_ };
}

/** The text with another value there; nothing else of it changes. An empty preheader is none. Null where it cannot be written. */
export function setFront(text: string, key: FrontKey, value: string): string | null {
  const at = frontAt(text);
  if (!at) return null;
  const gone = value === "" && key !== "subject";
  const now = setInYaml(text.slice(at.from, at.to), [key], gone ? undefined : value);
  return now === null ? null : text.slice(0, at.from) + now + text.slice(at.to);
}

/** A message that begins at once with its body gets a top to be filled in. */
export function withFront(text: string): string {
  if (frontAt(text)) return text;
  const subject = setInYaml("", ["subject"], "") ?? "";
  return `---\n${setInYaml(subject, ["class"], "identifier") ?? subject}---\n${text}`;
}

/** The problems of the top of a message, each at its field. */
export function placedInFront(text: string, problems: readonly Problem[]): PlacedProblem[] {
  const at = frontAt(text);
  if (!at) return [];
  // The first line of dashes is no YAML of ours, but it counts as a line.
  const lines = `#\n${text.slice(at.from, at.to)}`;
  const last = lines.split("\n").length - 1;
  return placedIn(
    lines,
    problems.filter(({ line }) => line > 1 && line <= last),
  );
}

/** What a mail may say at most about somebody, from open to closed. */
export const CLASSES: readonly string[] = [
  "operational",
  "preference",
  "demographic",
  "identifier",
  "clinical",
  "protected",
];

type Declared = Readonly<{ name: string; data_class: string }>;

/** Whether a field may stand in a subject or a preheader, which travel in clear: the compiler's rule. */
export const mayStandAbove = ({ name, data_class }: Declared): boolean =>
  name === "patient.first_name" || CLASSES.indexOf(data_class) <= CLASSES.indexOf("demographic");
