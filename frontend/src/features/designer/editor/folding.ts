// Folding in step with the canvas: a block that is one card there is one line here, whichever side folded it.
import {
  codeFolding,
  foldEffect,
  foldedRanges,
  foldGutter,
  foldService,
  unfoldEffect,
} from "@codemirror/language";
import type { EditorState, Extension, StateEffect, Text } from "@codemirror/state";
import { w } from "~/words";
import { everyStep, type Step } from "../model/document";

/** A step as the editor folds it: from the end of its first line to its own end. */
export interface Foldable {
  id: string;
  from: number;
  to: number;
}

/** Steps that say more than one line, by the picture's document. Offsets outside the text are left out. */
export function foldables(steps: Step[], text: Text): Foldable[] {
  return everyStep(steps).flatMap(({ step }) => {
    const { from: begin, to } = step.place;
    if (step.paths.length === 0 || to > text.length) return [];
    const from = text.lineAt(begin).to;
    return from < to ? [{ id: step.id, from, to }] : [];
  });
}

/** Where folded stretches begin; a fold begins at the end of a step's first line. */
function starts(state: EditorState): Set<number> {
  const found = new Set<number>();
  for (const iter = foldedRanges(state).iter(); iter.value; iter.next()) found.add(iter.from);
  return found;
}

/** The steps that are folded in the editor. */
export function foldedIn(state: EditorState, steps: readonly Foldable[]): Set<string> {
  const at = starts(state);
  return new Set(steps.filter(({ from }) => at.has(from)).map(({ id }) => id));
}

/** What folds and unfolds the editor's steps as the canvas has them. */
export function foldingTo(
  state: EditorState,
  steps: readonly Foldable[],
  folded: ReadonlySet<string>,
): StateEffect<{ from: number; to: number }>[] {
  const now = foldedIn(state, steps);
  return steps.flatMap(({ id, from, to }) => {
    if (folded.has(id) === now.has(id)) return [];
    if (folded.has(id)) return [foldEffect.of({ from, to })];
    const ranges: { from: number; to: number }[] = [];
    for (const iter = foldedRanges(state).iter(); iter.value; iter.next())
      if (iter.from === from) ranges.push({ from: iter.from, to: iter.to });
    return ranges.map((range) => unfoldEffect.of(range));
  });
}

/** A chevron drawn by CSS: the bundled face has no glyph for it. */
function foldMark(open: boolean): HTMLElement {
  const mark = document.createElement("span");
  mark.className = open ? "cm-fold" : "cm-fold cm-folded";
  mark.title = open ? w.canvas.menu.fold : w.canvas.menu.unfold;
  return mark;
}

/** The card's own words stand for what is folded. */
function placeholder(onclick: (event: Event) => void, lines: number): HTMLElement {
  const mark = document.createElement("span");
  mark.className = "cm-foldPlaceholder";
  mark.textContent = `… ${lines}`;
  mark.title = w.canvas.menu.unfold;
  mark.setAttribute("aria-label", w.canvas.menu.unfold);
  mark.onclick = onclick;
  return mark;
}

/** What is folded shows as dots and the number of its lines; a press opens it. */
export const folded = (): Extension =>
  codeFolding({
    preparePlaceholder: (state, range) =>
      state.doc.lineAt(range.to).number - state.doc.lineAt(range.from).number,
    placeholderDOM: (_view, onclick, lines: number) => placeholder(onclick, lines),
  });

export function folding(steps: () => readonly Foldable[]): Extension {
  return [
    folded(),
    foldGutter({ markerDOM: foldMark }),
    foldService.of((_state, _lineStart, lineEnd) => steps().find(({ from }) => from === lineEnd) ?? null),
  ];
}
