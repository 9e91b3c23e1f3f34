// Sizes of what is drawn, in pixels on the 4 px grid. The cards' CSS keeps to the same numbers.
import type { Step } from "./document";

export const CARD = { width: 280 };
export const TRIGGER = { width: 360, height: 76 };
export const LABEL = { width: 232, height: 48 };
export const END = { width: 168, height: 32 };
export const MERGE = 8;
export const CARD_GAP = 40;
/** Room for an insertion point, and below it for branches to come together. */
export const MERGE_GAP = 60;
export const COLUMN_GAP = 40;
export const FRAME_PAD = 28;

const HEAD = 24;
const LINE = 18;
const CHIPS = 28;
const PROBLEM = 24;
const NUMBERS = 40;
const PADDING = 24;
const LETTERS_A_LINE = 40;
const LINES_AT_MOST = 3;

/** How many lines a sentence takes on a card, at most three; the rest is cut off with an ellipsis. */
export function sentenceLines(sentence: string): number {
  let lines = 1;
  let used = 0;
  for (const word of sentence.replace(/\*/g, "").split(" ")) {
    if (used > 0 && used + 1 + word.length > LETTERS_A_LINE) {
      lines += 1;
      used = 0;
    }
    used += word.length + (used > 0 ? 1 : 0);
  }
  return Math.min(lines, LINES_AT_MOST);
}

const NOTE = 22;
const FOLDED = 24;

export interface CardContent {
  sentence: string;
  chips: number;
  /** Whether a note of somebody stands on it. */
  note: boolean;
  folded: boolean;
  problems: number;
  numbers: boolean;
}

export const EXIT_HEIGHT = 44;

/** Height of a step's card in pixels. */
export function cardHeight(step: Step, content: CardContent): number {
  if (step.kind === "exit") return EXIT_HEIGHT + (content.problems > 0 ? PROBLEM : 0);
  return (
    PADDING +
    HEAD +
    LINE * sentenceLines(content.sentence) +
    (content.chips > 0 ? CHIPS : 0) +
    (content.note ? NOTE : 0) +
    (content.folded ? FOLDED : 0) +
    (content.problems > 0 ? PROBLEM : 0) +
    (content.numbers ? NUMBERS : 0)
  );
}
