// A journey's text and what it means. Immutable; made again after every edit, which is quick.
import type { JourneyDocument, Slip } from "../document";
import { readingOf } from "../read";
import { readSource, type Source } from "../source/source";
import { everyId, type FoundStep, foundAt, foundById } from "./nesting";
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

export const findIn = (source: Source, ref: StepRef): FoundStep | null =>
  typeof ref === "string" ? foundById(source, ref) : foundAt(source, ref);

export const stepAt = (source: Source, path: StepPath): boolean => foundAt(source, path) !== null;

/** Where a step stands; null where it is not there. */
export const pathOf = (draft: Draft, ref: StepRef): StepPath | null =>
  findIn(draft.source, ref)?.path ?? null;

/** The id of the step at a path; null where there is none. */
export const idAt = (draft: Draft, path: StepPath): string | null => findIn(draft.source, path)?.id ?? null;

/** Every id in the journey, in the order of the text. */
export const idsOf = (draft: Draft): string[] => everyId(draft.source);
