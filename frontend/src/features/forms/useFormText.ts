// The text of one form: saved in its draft a moment after each change, and every change can be taken back.
import { useEffect, useMemo, useState } from "react";
import type { DraftShown } from "~/api/generated/types";
import {
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
} from "~/features/designer/model/editing";
import { type SavedText, useSavedText } from "~/features/messages/editor/useSavedText";
import { fileOf } from "./model/files";

export interface FormText {
  saved: SavedText;
  text: string;
  /** Why the last command was not done. */
  refused: Refusal | null;
  run: (command: (draft: Draft) => Outcome) => void;
  /** What was typed in the text itself. */
  type: (text: string) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** The text came from elsewhere: nothing done here leads to it. */
  forget: () => void;
}

export function useFormText(slug: string, name: string, draft: DraftShown): FormText {
  const saved = useSavedText(slug, fileOf(name), draft);
  const { text, setText } = saved;
  const [history, setHistory] = useState<History>(NO_HISTORY);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const now = useMemo(() => readDraft(text), [text]);
  const run = (command: (draft: Draft) => Outcome) => {
    const outcome = command(now);
    setRefused(isRefused(outcome) ? outcome.refused : null);
    if (isRefused(outcome)) return;
    setHistory(record(history, outcome, Date.now()));
    setText(outcome.text);
  };
  const turned = (turn: Turn | null) =>
    turn &&
    (() => {
      setRefused(null);
      setHistory(turn.history);
      setText(turn.text);
    });
  const [back, forth] = [turned(undo(history, text)), turned(redo(history, text))];
  useUndoKeys(back, forth);
  return {
    saved,
    text,
    refused,
    run,
    type: (typed) => run((before) => editText(before, { text: typed })),
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
