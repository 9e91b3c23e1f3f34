// Fields of steps and of the journey are set, added to and taken from.
import { readSource } from "../source/source";
import { changeBetween } from "./changes";
import type { Draft } from "./draft";
import { fieldPath, insertItem, write } from "./fields";
import { blockAt, putIn, takeOut } from "./items";
import { found } from "./places";
import type { FieldPath, Outcome, StepPath, StepRef, Value } from "./types";
import { command, Refuse, type Told, Work } from "./work";

/** `step: null` is the journey itself. */
export interface InStep {
  step: StepRef | null;
}

export interface Base {
  path: StepPath;
  id: string;
}

export function baseOf(work: Work, step: StepRef | null): Base {
  if (step === null) return { path: [], id: "" };
  const { path, id } = found(work, step);
  return { path, id };
}

const told = ({ path, id }: Base, field: StepPath): Told => {
  const name = String(field.filter((key) => typeof key === "string").at(-1) ?? "");
  const typing = `${path.join("/")}#${field.join("/")}`;
  return {
    deed: { did: "changed", what: id || name, typing },
    focus: path.length > 0 ? path : null,
    ids: id ? [id] : [],
  };
};

/** Changes the least: the quotes and the layout of the place stay. `undefined` takes the field away. */
export function setField(
  draft: Draft,
  { step, field, value }: InStep & { field: FieldPath; value: Value | undefined },
): Outcome {
  return command(draft, (work) => {
    const base = baseOf(work, step);
    const inside = fieldPath(field);
    if (base.path.length > 0 && inside.length === 0) throw new Refuse("no-such-place");
    write(work, [...base.path, ...inside], value);
    return told(base, inside);
  });
}

export type Setting = { field: FieldPath; value: Value | undefined };

const isSettings = (fields: unknown): fields is readonly Setting[] => Array.isArray(fields);

/** Several at once, as one thing to undo: in this order, or by paths with dots. */
export function setFields(
  draft: Draft,
  { step, fields }: InStep & { fields: readonly Setting[] | { readonly [field: string]: Value | undefined } },
): Outcome {
  return command(draft, (work) => {
    const base = baseOf(work, step);
    const all = isSettings(fields)
      ? fields
      : Object.entries(fields).map(([field, value]) => ({ field, value }));
    for (const { field, value } of all) write(work, [...base.path, ...fieldPath(field)], value);
    return told(base, [all.map(({ field }) => fieldPath(field).join(".")).join(" ")]);
  });
}

/** Into a list of any sort; behind the last one where no index is said. A single value becomes a list. */
export function addItem(
  draft: Draft,
  { step, field, value, index }: InStep & { field: FieldPath; value: Value; index?: number },
): Outcome {
  return command(draft, (work) => {
    const base = baseOf(work, step);
    const path = [...base.path, ...fieldPath(field)];
    if (work.spot(path)?.node?.type === "map") makeList(work, path);
    insertItem(work, path, index ?? lengthAt(work, path), value);
    return once(told(base, fieldPath(field)));
  });
}

const lengthAt = (work: Work, path: StepPath): number => {
  const node = work.spot(path)?.node;
  return node?.type === "list" ? node.items.length : 0;
};

/** `enroll: {…}` becomes a list of one, without a change of what is in it. */
function makeList(work: Work, path: StepPath): void {
  const { node, shift, entry } = work.at(path);
  if (node?.type !== "map" || !entry) throw new Refuse("no-such-place");
  if (node.flow)
    work.splice(
      node.from + shift,
      node.to + shift,
      `[${work.text.slice(node.from + shift, node.to + shift)}]`,
    );
  else indentAsItem(work, path);
}

function indentAsItem(work: Work, path: StepPath): void {
  const { node, shift, entry } = work.at(path);
  if (node?.type !== "map" || !entry) throw new Refuse("no-such-place");
  const [first, last] = [node.entries[0], node.entries.at(-1)];
  if (!first || !last) throw new Refuse("no-such-place");
  const from = first.keyFrom + shift;
  const end = lastLine(work.text, last.node?.to ?? last.colon);
  const body = work.text.slice(from, end).replace(/\n(?=[^\r\n])/g, "\n  ");
  work.splice(from, end, `- ${body}`);
}

/** The end of the line, without its break. */
function lastLine(text: string, at: number): number {
  const end = text[at - 1] === "\n" ? at - 1 : text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

export function removeItem(
  draft: Draft,
  { step, field, index }: InStep & { field: FieldPath; index: number },
): Outcome {
  return command(draft, (work) => {
    const base = baseOf(work, step);
    takeOut(work, [...base.path, ...fieldPath(field)], index);
    return once(told(base, fieldPath(field)));
  });
}

/** `to`: the index it has afterwards. */
export function moveItem(
  draft: Draft,
  { step, field, index, to }: InStep & { field: FieldPath; index: number; to: number },
): Outcome {
  return command(draft, (work) => {
    const base = baseOf(work, step);
    const path = [...base.path, ...fieldPath(field)];
    if (index !== to) {
      const block = blockAt(work, path, index);
      takeOut(work, path, index);
      putIn(work, { list: path, index: to }, [block]);
    }
    return once(told(base, fieldPath(field)));
  });
}

/** Each one is an entry of the undo list by itself. */
export const once = (told: Told): Told => {
  const { typing: _typing, ...deed } = told.deed;
  return { ...told, deed };
};

/** What somebody typed in the YAML editor; the text need not be readable. */
export function editText(draft: Draft, { text }: { text: string }): Outcome {
  const changes = changeBetween(draft.text, text);
  return { text, changes, deed: { did: "wrote", what: "", typing: "text" }, focus: null, ids: [] };
}

/** The same for other YAML files of a workspace (organization, consents …): null where it cannot be written. */
export function setInYaml(text: string, field: FieldPath, value: Value | undefined): string | null {
  const source = readSource(text);
  if (source.slips.length > 0) return null;
  const work = new Work(source);
  try {
    write(work, fieldPath(field), value);
    return work.text;
  } catch (error) {
    if (error instanceof Refuse) return null;
    throw error;
  }
}
