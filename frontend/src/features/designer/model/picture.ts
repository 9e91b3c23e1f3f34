// Document + problems + numbers → everything the canvas draws. Pure: same input, same picture.
import type { Live, Problem, StepCounts } from "~/api/types";
import type { Chip } from "../steps/definition";
import { definitionOf } from "../steps/definitions";
import type { JourneyDocument, Step } from "./document";
import { type Box, type Layout, layOut } from "./layout";
import { flowCount, strokeOf } from "./numbers";
import { byStep } from "./problems";
import { cardHeight } from "./sizes";
import { leavingWords, type TriggerWords, triggerWords } from "./trigger";

export interface StepCardData {
  step: Step;
  name: string;
  sentence: string;
  chips: Chip[];
  problems: Problem[];
  counts: StepCounts | null;
  showNumbers: boolean;
  busiest: number;
}

export type PictureNode = Box & { label: string } & (
    | { type: "trigger"; data: TriggerWords & { leaving: string; entered: number | null } }
    | { type: "step"; data: StepCardData }
    | { type: "path"; data: { words: string; detail: string; count: number | null } }
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
}

function describe(
  step: Step,
  problems: Map<string, Problem[]>,
): Omit<StepCardData, "counts" | "showNumbers" | "busiest"> {
  const definition = definitionOf(step.kind);
  return {
    step,
    name: definition.name,
    sentence: definition.sentence(step.fields, step.id),
    chips: definition.chips(step.fields),
    problems: problems.get(step.id) ?? [],
  };
}

export interface Drawn {
  layout: Layout;
  cards: Map<Step, ReturnType<typeof describe>>;
}

/** Places everything. Costs time in proportion to the steps; not needed again when only numbers change. */
export function place(document: JourneyDocument, problems: Problem[], numbers: boolean): Drawn {
  const sorted = byStep(problems, document.steps);
  const cards: Drawn["cards"] = new Map();
  const layout = layOut(document.steps, (step) => {
    const card = describe(step, sorted);
    cards.set(step, card);
    return cardHeight(step, {
      sentence: card.sentence,
      chips: card.chips.length,
      problems: card.problems.length,
      numbers,
    });
  });
  return { layout, cards };
}

/** Fills in the numbers. */
export function draw(
  document: JourneyDocument,
  drawn: Drawn,
  live: Live | null,
  showNumbers: boolean,
): Picture {
  const counts = drawn.layout.links.map((link) => flowCount(link.flow, live));
  const widest = Math.max(0, ...counts);
  const busiest = Math.max(0, ...Object.values(live?.steps ?? {}).map((step) => step.entered));
  const nodes = drawn.layout.nodes.map((node): PictureNode => {
    const { id, x, y, width, height } = node;
    const box = { id, x, y, width, height };
    if (node.type === "trigger") {
      const words = triggerWords(document);
      const data = { ...words, leaving: leavingWords(document), entered: live?.totals.entered ?? null };
      return { ...box, type: "trigger", label: words.start, data };
    }
    if (node.type === "step") {
      const card = drawn.cards.get(node.step) ?? describe(node.step, new Map());
      const data = { ...card, counts: live?.steps[node.step.id] ?? null, showNumbers, busiest };
      return {
        ...box,
        type: "step",
        label: `${card.name} ${node.step.id}: ${card.sentence.replace(/\*/g, "")}`,
        data,
      };
    }
    if (node.type === "path") {
      const { words, detail, outcomes } = node.path;
      const count = live ? flowCount({ of: "outcome", step: node.step.id, names: outcomes }, live) : null;
      const shown = node.step.kind === "repeat" ? null : count;
      return { ...box, type: "path", label: words, data: { words, detail, count: shown } };
    }
    return { ...box, type: node.type, label: "", data: { left: live?.totals.left ?? null } };
  });
  const links = drawn.layout.links.map((link, index) => {
    const count = counts[index] ?? 0;
    const { id, from, to, way, side = 0 } = link;
    return { id, from, to, way, side, count, stroke: strokeOf(count, widest) };
  });
  return { nodes, links };
}
