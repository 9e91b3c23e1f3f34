// What windows and the worker that holds their line say to one another.

export type Asked =
  | { say: "listen"; id: number; topic: string }
  | { say: "drop"; id: number }
  /** There may be a line again. */
  | { say: "retry" }
  /** This window is still there. */
  | { say: "here" };

export type Told = { id: number; data: string } | { id: number; broke: number };

export const HERE = 20_000; // milliseconds between two signs of life
export const GONE = 70_000; // milliseconds without one after which a window has gone without a word
