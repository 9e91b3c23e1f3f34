// Document + problems + numbers → everything the canvas draws. Pure: same input, same picture.
import type { Live, Problem, StepCounts } from "~/api/types";
import { w } from "~/words";
import type { Chip } from "../steps/definition";
import { definitionOf } from "../steps/definitions";
import { everyStep, type Fields, type JourneyDocument, type Step } from "./document";
import { type Box, type Layout, layOut, type Placed, type Slot } from "./layout";
import { flowCount, strokeOf } from "./numbers";
import { byStep } from "./problems";
import { cardHeight } from "./sizes";
import { NO_TITLES, type Titles } from "./titles";
import { leavingWords, type TriggerWords, triggerWords } from "./trigger";

interface Said {
  name: string;
  sentence: string;
  chips: Chip[];
  note: string;
}

export interface StepCardData extends Said {
  step: Step;
  problems: Problem[];
  counts: StepCounts | null;
  showNumbers: boolean;
  busiest: number;
  /** What is inside a folded block; null when it is open, or no block. */
  folded: { steps: number; ways: number } | null;
}

export type PictureNode = Box & { label: string } & (
    | { type: "trigger"; data: TriggerWords & { leaving: string; entered: number | null } }
    | { type: "step"; data: StepCardData }
    | {
        type: "path";
        /** `outcome`: by which alone the people of this way are known; null where it is by several. */
        data: {
          step: string;
          index: number;
          words: string;
          detail: string;
          count: number | null;
          outcome: string | null;
        };
      }
    | { type: "merge" | "frame" | "end"; data: { left: number | null } }
  );

export interface PictureLink {
  id: string;
  from: string;
  to: string;
  way: "down" | "back";
  side: number;
  count: number;
  stroke: number;
}

export interface Picture {
  nodes: PictureNode[];
  links: PictureLink[];
  slots: Slot[];
  width: number;
  height: number;
}

/** How closed the data is that a step tells or leans on, by step id. */
export type Classes = Readonly<Record<string, string>>;

export interface Shown {
  problems: Problem[];
  numbers: boolean;
  folded: ReadonlySet<string>;
  classes: Classes;
  /** Without them, messages are called by their names. */
  titles?: Titles;
}

const CLOSED = ["clinical", "protected"] as const;

/** The text of an unchanged step gives the same fields, which were put into words before. */
const said = new WeakMap<Fields, Map<string, Said>>();

function saidOf(step: Step, titles: Titles): Said {
  const key = `${step.id} ${titles[String(step.fields.message)] ?? ""}`;
  const known = said.get(step.fields)?.get(key);
  if (known) return known;
  const { name, sentence, chips } = definitionOf(step.kind);
  const note = typeof step.fields.notes === "string" ? step.fields.notes.trim() : "";
  const made = { name, sentence: sentence(step.fields, step.id, titles), chips: chips(step.fields), note };
  said.set(step.fields, (said.get(step.fields) ?? new Map<string, Said>()).set(key, made));
  return made;
}

type Card = Omit<StepCardData, "counts" | "showNumbers" | "busiest">;

function describe(step: Step, problems: Map<string, Problem[]>, { folded, classes, titles }: Shown): Card {
  const words = saidOf(step, titles ?? NO_TITLES);
  const closed = CLOSED.find((one) => one === classes[step.id]);
  const inside = folded.has(step.id) && step.paths.length > 0;
  return {
    ...words,
    step,
    chips: closed ? [{ words: w.canvas.card.classes[closed], tone: closed }, ...words.chips] : words.chips,
    problems: problems.get(step.id) ?? [],
    folded: inside
      ? { steps: everyStep([step]).length - 1, ways: step.paths.filter((path) => path.at).length }
      : null,
  };
}

export interface Drawn {
  layout: Layout;
  cards: Map<Step, Card>;
}

/** Places everything. Costs time in proportion to the steps; not needed again when only numbers change. */
export function place(document: JourneyDocument, shown: Shown): Drawn {
  const sorted = byStep(shown.problems, document.steps);
  const cards: Drawn["cards"] = new Map();
  const measure = (step: Step) => {
    const card = describe(step, sorted, shown);
    cards.set(step, card);
    return cardHeight(step, {
      sentence: card.sentence,
      chips: card.chips.length,
      note: card.note !== "",
      folded: card.folded !== null,
      problems: card.problems.length,
      numbers: shown.numbers,
    });
  };
  return { layout: layOut(document.steps, measure, shown.folded), cards };
}

/** Fills in the numbers. */
export function draw(document: JourneyDocument, drawn: Drawn, live: Live | null, numbers: boolean): Picture {
  const counts = drawn.layout.links.map((link) => flowCount(link.flow, live));
  const widest = counts.reduce((most, count) => Math.max(most, count), 0);
  const busiest = Math.max(0, ...Object.values(live?.steps ?? {}).map((step) => step.entered));
  const fill = (node: Placed): PictureNode => {
    const { id, x, y, width, height } = node;
    const box = { id, x, y, width, height };
    if (node.type === "trigger") {
      const words = triggerWords(document);
      const data = { ...words, leaving: leavingWords(document), entered: live?.totals.entered ?? null };
      return { ...box, type: "trigger", label: words.start, data };
    }
    if (node.type === "step") return { ...box, ...card(node.step) };
    if (node.type === "path") return { ...box, ...label(node, live) };
    return { ...box, type: node.type, label: "", data: { left: live?.totals.left ?? null } };
  };
  const card = (step: Step) => {
    const made = drawn.cards.get(step) as Card;
    const data = { ...made, counts: live?.steps[step.id] ?? null, showNumbers: numbers, busiest };
    const words = `${made.name} ${step.id}: ${made.sentence.replace(/\*/g, "")}`;
    return { type: "step" as const, label: words, data };
  };
  const links = drawn.layout.links.map((link, index) => {
    const count = counts[index] ?? 0;
    const { id, from, to, way, side = 0 } = link;
    return { id, from, to, way, side, count, stroke: strokeOf(count, widest) };
  });
  const { slots, width, height } = drawn.layout;
  return { nodes: drawn.layout.nodes.map(fill), links, slots, width, height };
}

function label({ step, path, index }: Extract<Placed, { type: "path" }>, live: Live | null) {
  const { words, detail, outcomes } = path;
  const people = live ? flowCount({ of: "outcome", step: step.id, names: outcomes }, live) : null;
  const count = step.kind === "repeat" ? null : people;
  const [name = "", ...more] = outcomes;
  const outcome = name && more.length === 0 && !name.endsWith("*") ? name : null;
  const data = { step: step.id, index, words, detail, count, outcome };
  return { type: "path" as const, label: detail ? `${words}: ${detail}` : words, data };
}
