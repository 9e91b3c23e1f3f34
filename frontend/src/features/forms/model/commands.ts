// What can be done to a form's text. Each changes the least: comments, quotes and order elsewhere stay. Pure.
import {
  addItem,
  type Draft,
  moveItem,
  type Outcome,
  removeItem,
  type StepPath,
  setField,
  setFields,
} from "~/features/designer/model/editing";
import { pairExtent } from "~/features/designer/model/editing/extents";
import { keyText } from "~/features/designer/model/editing/values";
import { command, Refuse, type Spot, type Work } from "~/features/designer/model/editing/work";
import { plain } from "~/features/designer/model/source/tree";
import { w } from "~/words";
import type { Kind } from "./kinds";
import { freshQuestion } from "./starter";

const QUESTIONS = ["questions"];

export const set = (draft: Draft, field: StepPath, value: string | number | boolean | undefined): Outcome =>
  setField(draft, { step: null, field, value });

export interface Said {
  language: string;
  /** The organisation's own, which a text without a language is in. */
  home: string;
  text: string;
}

const valueAt = (draft: Draft, path: StepPath): unknown =>
  path.reduce<unknown>(
    (now, key) => (now === null || now === undefined ? now : Reflect.get(Object(now), key)),
    plain(draft.source.root),
  );

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Words in one language; empty takes them away, and with the last ones the field where it `may` be missing. */
export function say(draft: Draft, path: StepPath, { language, home, text }: Said, may: boolean): Outcome {
  const now = valueAt(draft, path);
  if (isFields(now)) {
    const alone = Object.keys(now).every((tag) => tag === language);
    if (text !== "") return set(draft, [...path, language], text);
    return alone ? set(draft, path, may ? undefined : "") : set(draft, [...path, language], undefined);
  }
  const before = typeof now === "string" ? now : "";
  if (language === home) return set(draft, path, text === "" && may ? undefined : text);
  if (text === "") return set(draft, path, before === "" && may ? undefined : before);
  const value = before === "" ? { [language]: text } : { [home]: before, [language]: text };
  return setField(draft, { step: null, field: path, value });
}

export const addQuestion = (draft: Draft, id: string): Outcome =>
  addItem(draft, {
    step: null,
    field: QUESTIONS,
    value: freshQuestion({ id, ask: "", kind: "yes-no" }),
  });

export const removeQuestion = (draft: Draft, index: number): Outcome =>
  removeItem(draft, { step: null, field: QUESTIONS, index });

export const moveQuestion = (draft: Draft, index: number, to: number): Outcome =>
  moveItem(draft, { step: null, field: QUESTIONS, index, to });

/** What the old kind alone had is taken away; one to choose from gets something to choose. */
export function setKind(draft: Draft, index: number, kind: Kind): Outcome {
  const at = (name: string): StepPath => [...QUESTIONS, index, name];
  const { choices } = freshQuestion({ id: "", ask: "", kind });
  const had = valueAt(draft, at("choices")) !== undefined;
  const bounds = kind === "number" ? [] : ["least", "most"];
  return setFields(draft, {
    step: null,
    fields: [
      { field: at("type"), value: kind },
      ...(kind === "choice" && had ? [] : [{ field: at("choices"), value: choices }]),
      ...bounds.map((name) => ({ field: at(name), value: undefined })),
    ],
  });
}

export const choicesAt = (index: number): StepPath => [...QUESTIONS, index, "choices"];

export function addChoice(draft: Draft, index: number): Outcome {
  const now = valueAt(draft, choicesAt(index));
  const taken = isFields(now) ? Object.keys(now) : [];
  let count = taken.length + 1;
  while (taken.includes(`answer-${count}`)) count++;
  return set(draft, [...choicesAt(index), `answer-${count}`], w.questions.choice(count));
}

function mapAt(work: Work, path: StepPath): Spot {
  const spot = work.at(path);
  if (spot.node?.type !== "map") throw new Refuse("no-such-place");
  return spot;
}

const told = (what: string, did: "changed" | "renamed" = "changed") => ({
  deed: { did, what },
  focus: null,
  ids: [],
});

/** The value under which a chosen answer is kept. */
export function renameChoice(draft: Draft, index: number, value: string, to: string): Outcome {
  return command(draft, (work) => {
    const { node, shift } = mapAt(work, choicesAt(index));
    const entries = node?.type === "map" ? node.entries : [];
    const entry = entries.find(({ key }) => key === value);
    if (!entry) throw new Refuse("no-such-place");
    if (entries.some(({ key }) => key === to)) throw new Refuse("id-taken");
    const flow = node?.type === "map" && node.flow;
    work.splice(entry.keyFrom + shift, entry.keyTo + shift, keyText(to, flow));
    return told(to, "renamed");
  });
}

/** Two answers beside one another change places, each with the comments that belong to it. */
export function swapChoices(draft: Draft, index: number, first: number): Outcome {
  return command(draft, (work) => {
    const spot = mapAt(work, choicesAt(index));
    const [a, b] = [spanOf(work, spot, first), spanOf(work, spot, first + 1)];
    const { text } = work;
    const [one, between, other] = [
      text.slice(a.from, a.to),
      text.slice(a.to, b.from),
      text.slice(b.from, b.to),
    ];
    const open = one.endsWith("\n") && !other.endsWith("\n");
    work.splice(a.from, b.to, open ? `${other}\n${between}${one.slice(0, -1)}` : other + between + one);
    return told("choices");
  });
}

function spanOf({ text }: Work, spot: Spot, index: number): { from: number; to: number } {
  const { node, shift } = spot;
  const entry = node?.type === "map" ? node.entries[index] : undefined;
  if (node?.type !== "map" || !entry) throw new Refuse("no-such-place");
  if (node.flow) return { from: entry.keyFrom + shift, to: (entry.node?.to ?? entry.colon) + shift };
  const { lead, to } = pairExtent(text, spot, index);
  return { from: lead, to };
}
