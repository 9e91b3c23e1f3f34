// The text itself. Problems stand under the words they are about; the cursor, the folds and the canvas follow each other.
import { useEffect, useMemo, useRef } from "react";
import { useMay } from "~/api/session";
import type { Problem } from "~/api/types";
import { useVocabulary } from "../inspector/vocabulary";
import { everyStep, findStep, stepAt } from "../model/document";
import { mend } from "../model/editing";
import { type DesignerStore, useDesigner, useStore } from "../store";
import { createEditor, type Editor } from "./codemirror";
import type { Names } from "./completion/offers";
import classes from "./Editor.module.css";

function useNames(slug: string): { readonly current: Names } {
  const vocabulary = useVocabulary(slug);
  const { document } = useDesigner();
  const names = useMemo((): Names => {
    const steps = everyStep(document?.steps ?? []).map(({ step }) => step);
    const sends = steps.filter(({ kind }) => kind === "send").map(({ id }) => id);
    return { vocabulary, sends, steps: steps.map(({ id }) => id) };
  }, [vocabulary, document]);
  const latest = useRef(names);
  latest.current = names;
  return latest;
}

function follow(store: DesignerStore, offset: number): void {
  const { document, text } = store.get();
  // Behind its last letter one is still in a step.
  const behind = /\S/.test(text[offset - 1] ?? "");
  const step = stepAt(document?.steps ?? [], behind ? offset - 1 : offset);
  if (step && step.id !== store.get().selected) store.select(step.id);
}

interface Props {
  slug: string;
  problems: readonly Problem[];
}

export default function YamlEditor({ slug, problems }: Props) {
  const store = useStore();
  const { text, goTo, selected, document, slips, folded } = useDesigner();
  const mayWrite = useMay("author");
  const names = useNames(slug);
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const made = createEditor(host.current, {
      text: store.get().text,
      readOnly: !mayWrite,
      names: () => names.current,
      onText: store.edit,
      onCursor: (offset) => follow(store, offset),
      onFold: store.foldStep,
      onFix: ({ fix }) => fix && store.run((draft) => mend(draft, fix)),
      undo: store.undo,
      redo: store.redo,
    });
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, [store, mayWrite, names]);

  useEffect(() => editor.current?.replace(text), [text]);
  useEffect(() => editor.current?.showProblems(problems), [problems]);
  useEffect(() => {
    if (goTo) editor.current?.goTo(goTo.line, goTo.column);
  }, [goTo]);
  useEffect(() => {
    // A text that cannot be read has no steps to fold; the picture beside it is an older one.
    if (slips.length > 0 || !document) return;
    editor.current?.show(findStep(document.steps, selected)?.place ?? null);
  }, [selected, document, slips]);
  useEffect(() => {
    if (slips.length > 0 || !document || !editor.current) return;
    editor.current.fold(document.steps, folded);
  }, [document, slips, folded]);

  return <div ref={host} className={classes.editor} />;
}
