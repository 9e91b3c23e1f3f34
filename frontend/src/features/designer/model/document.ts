// A journey as the designer sees it: derived from the YAML text, never stored. No React here.

/** Where something stands in the text: offsets from 0, lines from 1, the end exclusive. */
export interface Place {
  from: number;
  to: number;
  line: number;
  endLine: number;
}

export type Fields = Readonly<Record<string, unknown>>;

/** One way out of a step. `implied`: the text does not write it, the meaning has it. */
export interface Path {
  name: string;
  /** What to show above the column, in words. */
  words: string;
  /** The condition behind it, in words; may be empty. */
  detail: string;
  /** The names under which the runtime counts who took this path; a `*` at the end stands for any rest. */
  outcomes: string[];
  steps: Step[];
  implied: boolean;
  /** Where its steps are written inside its step, or would be; absent where it can have none of its own. */
  at?: readonly (string | number)[];
}

export interface Step {
  kind: string;
  id: string;
  fields: Fields;
  paths: Path[];
  place: Place;
}

export interface JourneyDocument {
  /** Everything the journey says of itself as plain data, without its steps. */
  fields: Fields;
  slug: string;
  title: string;
  purpose: string;
  owner: string;
  notes: string;
  enroll: Fields;
  exits: string[];
  goal: Fields | null;
  sendWindow: Fields | null;
  steps: Step[];
}

/** A slip in the YAML itself, found in the browser before the compiler answers. Lines and columns from 1. */
export interface Slip {
  message: string;
  line: number;
  column: number;
}

export type Reading = { document: JourneyDocument; slips: [] } | { document: null; slips: Slip[] };

interface Walked {
  step: Step;
  depth: number;
}

/** Every step in reading order, with how deep it is nested. */
export function everyStep(steps: readonly Step[]): readonly Walked[] {
  const before = walked.get(steps);
  if (before) return before;
  const all = walk(steps, 0, []);
  walked.set(steps, all);
  return all;
}

/** A document is never changed, and after an edit many ask for all its steps. */
const walked = new WeakMap<readonly Step[], readonly Walked[]>();

function walk(steps: readonly Step[], depth: number, into: Walked[]): Walked[] {
  for (const step of steps) {
    into.push({ step, depth });
    for (const path of step.paths) walk(path.steps, depth + 1, into);
  }
  return into;
}

export const findStep = (steps: Step[], id: string | null): Step | null =>
  everyStep(steps).find((entry) => entry.step.id === id)?.step ?? null;

/** Where something came or went at this offset: the step that came there, or the one before what is gone. */
export function nearStep(steps: Step[], offset: number, came: boolean): Step | null {
  const all = everyStep(steps).map(({ step }) => step);
  const behind = all.find(({ place }) => place.from >= offset);
  const ended = all.filter(({ place }) => place.to <= offset);
  const last = ended.reduce((most, { place }) => Math.max(most, place.to), 0);
  // Of a block and what stands last in it, the block.
  const before = ended.find(({ place }) => place.to === last) ?? stepAt(steps, offset) ?? undefined;
  return (came ? (behind ?? before) : (before ?? behind)) ?? null;
}

/** The innermost step whose text covers this offset. */
export function stepAt(steps: Step[], offset: number): Step | null {
  const covering = everyStep(steps).filter(({ step }) => step.place.from <= offset && offset < step.place.to);
  return covering.at(-1)?.step ?? null;
}
