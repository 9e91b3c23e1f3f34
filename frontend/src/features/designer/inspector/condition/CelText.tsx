// A condition as text. What is typed is written at once; the compiler's carets stand beneath.
import type { EditorView } from "@codemirror/view";
import { useEffect, useMemo, useRef } from "react";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { fieldWords } from "../../model/words";
import { ASKED, isAsked } from "../conditions/rules";
import { useForm } from "../form/Form";
import classes from "./Condition.module.css";
import { celEditor, mark, type Name } from "./celEditor";
import { useSubjects } from "./subjects";

interface Props {
  value: string;
  problems: readonly Problem[];
  onChange: (text: string) => void;
}

export default function CelText({ value, problems, onChange }: Props) {
  const { vocabulary } = useForm();
  const subjects = useSubjects();
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const names = useMemo<Name[]>(
    () => [
      ...vocabulary.fields.map(({ name, type }) => ({
        label: name,
        detail: `${fieldWords(name)}, ${type}`,
        kind: "field" as const,
      })),
      ...ASKED.map((label) => ({
        label,
        detail: w.inspector.condition.asked[label],
        kind: "function" as const,
      })),
      { label: "now", detail: "timestamp", kind: "field" as const },
      { label: "duration", detail: "'3h'", kind: "function" as const },
      { label: "days_since", detail: "int", kind: "function" as const },
    ],
    [vocabulary],
  );
  // The editor outlives renders, so it asks for what is current through this.
  const current = useRef({ names, subjects, onChange });
  current.current = { names, subjects, onChange };
  const first = useRef(value);
  useEffect(() => {
    if (!parent.current) return;
    const made = celEditor(parent.current, {
      text: first.current,
      label: w.inspector.condition.expression,
      names: () => current.current.names,
      namesFor: (asked) =>
        isAsked(asked) ? current.current.subjects.namesFor(asked).map((one) => one.value) : [],
      onChange: (text) => current.current.onChange(text),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, []);
  useEffect(() => {
    const made = view.current;
    if (!made || made.state.doc.toString().trim() === value.trim()) return;
    made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const made = view.current;
    if (!made) return;
    const marks = problems.flatMap((problem) => {
      const found = stretch(problem, made.state.doc.toString());
      return found ? [{ ...found, severity: problem.severity, message: problem.message }] : [];
    });
    mark(made, marks);
  }, [problems]);
  return (
    <>
      <div className={classes.text} ref={parent} />
      {problems.map((problem) =>
        problem.text ? (
          <pre key={`${problem.code}${problem.column}`} className={classes.carets}>
            {problem.text.trimEnd()}
          </pre>
        ) : null,
      )}
    </>
  );
}

/** Where the words under the compiler's carets stand in the condition. */
function stretch(problem: Problem, text: string): { from: number; to: number } | null {
  const [code = "", carets = ""] = lineAndCarets(problem.text);
  const from = carets.indexOf("^");
  if (from < 0) return null;
  const words = code.slice(from, carets.lastIndexOf("^") + 1);
  const at = words ? text.indexOf(words) : -1;
  return at < 0 ? null : { from: at, to: at + words.length };
}

function lineAndCarets(told: string): string[] {
  const lines = told.split("\n");
  const at = lines.findIndex((line, index) => index > 0 && /^[\s│]*\^+/.test(line));
  return at > 0 ? [lines[at - 1] ?? "", lines[at] ?? ""] : [];
}
