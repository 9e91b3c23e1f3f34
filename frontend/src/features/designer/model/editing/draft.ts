// A journey's text and what it means. Immutable; made again after every edit, which is quick.
import type { JourneyDocument, Slip } from "../document";
import { readingOf } from "../read";
import { readSource, type Source } from "../source/source";
import { everyFound, type FoundStep } from "./nesting";
import type { StepPath, StepRef } from "./types";

export interface Draft {
  readonly text: string;
  /** Null while the text cannot be read. */
  readonly document: JourneyDocument | null;
  readonly slips: readonly Slip[];
  /** For the commands. */
  readonly source: Source;
}

export function readDraft(text: string): Draft {
  const source = readSource(text);
  const { document, slips } = readingOf(source);
  return { text, document, slips, source };
}

export const samePath = (a: StepPath, b: StepPath): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index]);

export function findIn(source: Source, ref: StepRef): FoundStep | null {
  const fits =
    typeof ref === "string"
      ? (step: FoundStep) => step.id === ref
      : (step: FoundStep) => samePath(step.path, ref);
  return everyFound(source).find(fits) ?? null;
}

/** The step at a path, found without looking at all of them. */
export function stepAt(source: Source, path: StepPath): boolean {
  return findIn(source, path) !== null;
}

/** Where a step stands; null where it is not there. */
export const pathOf = (draft: Draft, ref: StepRef): StepPath | null =>
  findIn(draft.source, ref)?.path ?? null;

/** The id of the step at a path; null where there is none. */
export const idAt = (draft: Draft, path: StepPath): string | null => findIn(draft.source, path)?.id ?? null;

/** Every id in the journey, in the order of the text. */
export const idsOf = (draft: Draft): string[] => everyFound(draft.source).map(({ id }) => id);
