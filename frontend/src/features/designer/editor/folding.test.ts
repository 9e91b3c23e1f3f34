import { codeFolding, foldEffect } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { readDraft } from "../model/editing";
import { foldables, foldedIn, foldingTo } from "./folding";

const TEXT = `journey: j
title: J
enroll: {on: replied}
steps:
  - branch: asked # why
    cases:
      - name: Yes
        when: confirmed()
        steps:
          - wait: inside
            for: 1d
  - exit: done
`;

const begin = () => {
  const state = EditorState.create({ doc: TEXT, extensions: codeFolding() });
  return { state, steps: foldables(readDraft(TEXT).document?.steps ?? [], state.doc) };
};

test("a block folds from the end of its first line to its own end", () => {
  const { steps } = begin();
  expect(steps.map(({ id }) => id)).toEqual(["asked"]);
  const [asked] = steps;
  expect(TEXT.slice(0, asked?.from).endsWith("# why")).toBe(true);
  expect(TEXT.slice(0, asked?.to).endsWith("for: 1d")).toBe(true);
});

test("the editor folds and unfolds as the canvas does", () => {
  const { state, steps } = begin();
  const folded = state.update({ effects: foldingTo(state, steps, new Set(["asked"])) }).state;
  expect([...foldedIn(folded, steps)]).toEqual(["asked"]);
  expect(foldingTo(folded, steps, new Set(["asked"]))).toEqual([]);
  const open = folded.update({ effects: foldingTo(folded, steps, new Set()) }).state;
  expect(foldedIn(open, steps).size).toBe(0);
});

test("what somebody folds in the editor is known by its step", () => {
  const { state, steps } = begin();
  const [asked] = steps;
  if (!asked) throw new Error("a branch can be folded");
  const folded = state.update({ effects: foldEffect.of({ from: asked.from, to: asked.to }) }).state;
  expect(foldedIn(folded, steps).has("asked")).toBe(true);
});
