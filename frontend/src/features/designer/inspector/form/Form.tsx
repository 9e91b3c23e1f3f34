// What every control of the inspector knows: which step it changes, how, and what the compiler says of it.
import { createContext, type ReactNode, useContext, useMemo, useRef } from "react";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { useDraft } from "../../draft/useDraft";
import { everyStep, type Fields, type Step } from "../../model/document";
import type { Outcome } from "../../model/editing";
import { type Draft, pathOf, type StepPath, setField, type Value } from "../../model/editing";
import { useStore } from "../../store";
import type { Vocabulary } from "../vocabulary";
import classes from "./Form.module.css";
import { type Keys, placed, placedInUse, under } from "./places";

export interface FormState {
  /** The step; null for the journey itself. */
  step: string | null;
  /** All that it says. */
  fields: Fields;
  vocabulary: Vocabulary;
  /** Every step of the journey. */
  steps: readonly Step[];
  set: (path: Keys, value: Value | undefined) => void;
  run: (command: (draft: Draft) => Outcome) => Outcome;
  problemsAt: (path: Keys) => Problem[];
  /** What is written there now. */
  valueAt: (path: Keys) => unknown;
}

const Context = createContext<FormState | null>(null);

export function useForm(): FormState {
  const form = useContext(Context);
  if (!form) throw new Error("a control of the inspector stands inside a form");
  return form;
}

const inside = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;

interface Props {
  step: string | null;
  fields: Fields;
  problems: readonly Problem[];
  vocabulary: Vocabulary;
  children: ReactNode;
}

export function Form({ step, fields, problems, vocabulary, children }: Props) {
  const now = useDraft();
  const kept = useRef(now);
  // The form of a step that is not the chosen one any more is about to go: nothing in it is drawn again.
  if (step === null || now.selected === step) kept.current = now;
  const { run, draft, text, document } = kept.current;
  const found = useMemo(() => placed(text, problems), [text, problems]);
  const form = useMemo((): FormState => {
    const root: StepPath | null = step === null ? [] : pathOf(draft, step);
    const all = root && step !== null ? [...found, ...placedInUse(problems, root, fields)] : found;
    return {
      step,
      fields,
      vocabulary,
      steps: everyStep(document?.steps ?? []).map((entry) => entry.step),
      set: (path, value) => void run((now) => setField(now, { step, field: path, value })),
      run,
      valueAt: (path) => path.reduce<unknown>(inside, fields),
      problemsAt: (path) => (root ? under(all, [...root, ...path]) : []),
    };
  }, [step, fields, vocabulary, document, draft, found, problems, run]);
  const { mayWrite } = useStore();
  return (
    <Context value={form}>
      {!mayWrite && <p className={classes.looking}>{w.inspector.looking}</p>}
      <fieldset className={classes.form} disabled={!mayWrite}>
        {children}
      </fieldset>
    </Context>
  );
}
