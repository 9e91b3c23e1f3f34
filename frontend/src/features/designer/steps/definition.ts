// What the designer knows about one kind of step. Pure: no React, no canvas.
import type { Fields, Path, Step } from "../model/document";
import type { Value } from "../model/editing/types";
import type { Titles } from "../model/titles";

export interface Source {
  fields: Fields;
  /** The nested steps at this place inside the step, e.g. within("on", "appointment.no_show"). */
  within: (...keys: (string | number)[]) => Step[];
}

export interface Chip {
  words: string;
  tone: "protected" | "clinical" | "attention" | "neutral";
}

export interface Fact {
  label: string;
  words: string;
  /** Shown in the monospaced face: ids and expressions. */
  exact?: boolean;
}

/** How a new step of the kind begins: something that is understood at once, to be changed then. */
export interface Fresh {
  /** What it says besides its kind. */
  fields: (id: string) => Record<string, Value>;
  /** Words that become its id. It stays when what the step does is changed, so that it tells no number or event. */
  name: (fields: Fields) => string;
}

/** A way of its own that a step may be given. */
export interface NewWay {
  words: string;
  /** Where its steps will be written inside the step. */
  at: readonly string[];
}

export interface StepDefinition {
  kind: string;
  /** The word on the card, e.g. "Email". */
  name: string;
  paths: (source: Source) => Path[];
  /** Those that it does not have yet, besides the columns that are drawn and can have steps. */
  ways?: (fields: Fields) => NewWay[];
  /** One sentence; *words between stars* are stressed. */
  sentence: (fields: Fields, id: string, titles?: Titles) => string;
  chips: (fields: Fields) => Chip[];
  facts: (fields: Fields) => Fact[];
  fresh?: Fresh;
}

/** Of fields that hold the steps of a way: those that are not written. */
export const unwritten = (fields: Fields, ways: Readonly<Record<string, string>>): NewWay[] =>
  Object.entries(ways).flatMap(([name, words]) => (name in fields ? [] : [{ words, at: [name] }]));

export const noPaths = (): Path[] => [];
export const noChips = (): Chip[] => [];

/** Facts whose words are empty are left out. */
export const told = (...facts: Fact[]): Fact[] => facts.filter((fact) => fact.words !== "");

export const written = (value: unknown): string => (value == null ? "" : String(value));
