// The words of the seam: what commands take and what they give back.
import type { Change } from "./changes";

/** Where something stands in the document: keys and indexes from its root, e.g. ["steps", 2, "cases", 0, "steps", 1]. */
export type StepPath = readonly (string | number)[];

/** A step by its id, or by where it stands (needed where two share an id, or one has none). */
export type StepRef = string | StepPath;

/** A field inside a step or the journey. Text is split at dots ("at.by", "cases.1.name"); keys with dots need a list. */
export type FieldPath = string | StepPath;

/**
 * Where steps go. `list` is the path of a list of steps, written already or not (["steps", 2, "otherwise"]);
 * `within` the same, said relative to a step (`Path.at` of the picture's columns).
 */
export type Place =
  | { before: StepRef }
  | { after: StepRef }
  | { list: StepPath; index: number }
  | { step: StepRef; within: StepPath; index?: number };

/** What can be written into a field; `undefined` takes the field away. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [key: string]: Value | undefined };

/** What was done, for the undo list; `deedWords` says it in words. */
export interface Deed {
  did:
    | "added"
    | "moved"
    | "duplicated"
    | "cut"
    | "pasted"
    | "deleted"
    | "parked"
    | "restored"
    | "wrapped"
    | "renamed"
    | "changed"
    | "mended"
    | "version" // a published version became the draft
    | "discarded"
    | "merged"
    | "kept" // what was played became a scenario
    | "unkept" // a scenario was taken out
    | "wrote";
  /** An id, a field or a kind. */
  what: string;
  /** How many steps, where more than one. */
  count?: number;
  /** Edits with the same word, one right behind the other, become one entry of the undo list. */
  typing?: string;
}

export interface Edited {
  text: string;
  /** From the old text to the new one, one after the other. */
  changes: readonly Change[];
  deed: Deed;
  /** The step to look at now. */
  focus: StepPath | null;
  /** The ids to select now. */
  ids: string[];
  /** Old id → new id, of steps whose id had to change or was changed. */
  renamed?: Record<string, string>;
  /** Ids of steps that are spoken of, but are not there. */
  unresolved?: string[];
}

/** A file of the draft beside the journey's text: a message, a form. Null where there is none. */
export interface FileChange {
  file: string;
  before: string | null;
  after: string | null;
}

export type Refusal =
  | "unreadable" // the text cannot be read just now
  | "no-such-step"
  | "no-such-place"
  | "into-itself"
  | "id-taken"
  | "not-an-id"
  | "not-steps" // what was pasted is no step
  | "not-neighbours" // only steps beside one another can be wrapped together
  | "moved-on" // what a fix would mend is not there any more
  | "last-one" // a branch without cases, a split without paths
  | "one-moment" // files of the draft are being put back
  | "read-only"; // whoever has the page open may look at it, no more

export interface Refused {
  refused: Refusal;
}

export type Outcome = Edited | Refused;

export const isRefused = (outcome: Outcome): outcome is Refused => "refused" in outcome;
