// The text itself. Problems stand under the words they are about; the cursor and the canvas follow each other.
import { useEffect, useRef } from "react";
import { useMay } from "~/api/session";
import type { Problem } from "~/api/types";
import { findStep, stepAt } from "../model/document";
import { useDesigner, useStore } from "../store";
import { createEditor, type Editor } from "./codemirror";
import classes from "./Editor.module.css";

export default function YamlEditor({ problems }: { problems: Problem[] }) {
  const store = useStore();
  const { text, goTo, selected } = useDesigner();
  const mayWrite = useMay("author");
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const made = createEditor(host.current, {
      text: store.get().text,
      readOnly: !mayWrite,
      onText: store.edit,
      onCursor: (offset) => {
        const step = stepAt(store.get().document?.steps ?? [], offset);
        if (step && step.id !== store.get().selected) store.select(step.id);
      },
    });
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, [store, mayWrite]);

  useEffect(() => editor.current?.replace(text), [text]);
  useEffect(() => editor.current?.showProblems(problems), [problems]);
  useEffect(() => {
    if (goTo) editor.current?.goTo(goTo.line, goTo.column);
  }, [goTo]);
  useEffect(() => {
    const step = findStep(store.get().document?.steps ?? [], selected);
    if (step) editor.current?.reveal(step.place.from);
  }, [selected, store]);

  return <div ref={host} className={classes.editor} />;
}
