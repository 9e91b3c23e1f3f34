// Undo and redo for one text outside of the canvas: a form, a document of the organisation. It survives a reload.
import { useEffect, useMemo, useState } from "react";
import {
  type Deed,
  type Draft,
  editText,
  type History,
  isRefused,
  NO_HISTORY,
  type Outcome,
  type Refusal,
  readDraft,
  record,
  redo,
  type Turn,
  undo,
} from "../model/editing";
import { keepEdits, recallEdits } from "./kept";

/** What was done, or taken back: from one text to another. */
export type Done = (turn: { before: string; after: string; deed: Deed }) => void;

interface Asked {
  /** Under which the tab keeps it. */
  name: string;
  text: string;
  setText: (text: string) => void;
  /** What the server has, as far as is known. */
  served: string;
  onDone?: Done;
}

export interface TextHistory {
  /** Why the last command was not done. */
  refused: Refusal | null;
  run: (command: (draft: Draft) => Outcome) => Outcome;
  /** What was typed in the text itself. */
  type: (text: string) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** The text came from elsewhere: nothing done here leads to it. */
  forget: () => void;
}

export function useTextHistory({ name, text, setText, served, onDone }: Asked): TextHistory {
  const [history, setHistory] = useState<History>(() => {
    const kept = recallEdits(name, served);
    return kept?.text === text ? kept.history : NO_HISTORY;
  });
  const [refused, setRefused] = useState<Refusal | null>(null);
  const now = useMemo(() => readDraft(text), [text]);
  useEffect(() => keepEdits(name, { text, history }, served), [name, text, history, served]);
  const run = (command: (draft: Draft) => Outcome) => {
    const outcome = command(now);
    setRefused(isRefused(outcome) ? outcome.refused : null);
    if (isRefused(outcome)) return outcome;
    setHistory(record(history, outcome, Date.now()));
    setText(outcome.text);
    onDone?.({ before: text, after: outcome.text, deed: outcome.deed });
    return outcome;
  };
  const turned = (turn: Turn | null) =>
    turn &&
    (() => {
      setRefused(null);
      setHistory(turn.history);
      setText(turn.text);
      onDone?.({ before: text, after: turn.text, deed: turn.deed });
    });
  const [back, forth] = [turned(undo(history, text)), turned(redo(history, text))];
  useUndoKeys(back, forth);
  return {
    refused,
    run,
    type: (typed) => void run((before) => editText(before, { text: typed })),
    undo: back,
    redo: forth,
    forget: () => setHistory(NO_HISTORY),
  };
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");

/** Inside a field the browser takes back what was typed there; everywhere else the page takes back what was done. */
function useUndoKeys(back: (() => void) | null, forth: (() => void) | null) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const again = key === "y" || (key === "z" && event.shiftKey);
      if (!again && key !== "z") return;
      event.preventDefault();
      (again ? forth : back)?.();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [back, forth]);
}
