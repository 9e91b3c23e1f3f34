// CodeMirror, assembled for journeys: YAML, completion, the compiler's marks, folding, search. No React here.
import { closeBrackets, closeBracketsKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldKeymap, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, type Extension, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import type { Step } from "../model/document";
import { changeBetween } from "../model/editing";
import { isOwn } from "../model/problems";
import { completing } from "./completion/completion";
import type { Names } from "./completion/offers";
import { type Foldable, foldables, foldedIn, folding, foldingTo } from "./folding";
import { markStep, stepMark } from "./stepMark";
import { editorTheme, highlighting } from "./theme";

export interface Editor {
  /** Takes in a text that came from elsewhere; cursor and folds stay where they are. */
  replace: (text: string) => void;
  showProblems: (problems: readonly Problem[]) => void;
  /** Which steps can be folded, and which are. */
  fold: (steps: Step[], folded: ReadonlySet<string>) => void;
  goTo: (line: number, column: number) => void;
  /** Marks the lines of the chosen step, and scrolls there unless the person is typing. */
  show: (step: { from: number; to: number } | null) => void;
  destroy: () => void;
}

export interface Options {
  text: string;
  readOnly: boolean;
  names: () => Names;
  onText: (text: string) => void;
  onCursor: (offset: number) => void;
  onFold: (id: string, folded: boolean) => void;
  onFix: (problem: Problem) => void;
  undo: () => void;
  redo: () => void;
}

/** Marks changes that came from outside, so that they are not reported back. */
const fromOutside = Annotation.define<boolean>();
const outside = fromOutside.of(true);
/** Marks folds that the canvas made. */
const byCanvas = Annotation.define<boolean>();

/** Line and column count from 1, columns in characters; anything outside the text is moved to its nearest place. */
export function offsetAt(text: Text, line: number, column: number): number {
  const found = text.line(Math.max(1, Math.min(text.lines, line)));
  const before = [...found.text].slice(0, Math.max(0, column - 1)).join("");
  return found.from + before.length;
}

export function toDiagnostic(text: Text, problem: Problem, onFix?: (problem: Problem) => void): Diagnostic {
  const from = offsetAt(text, problem.line, problem.column);
  const to = offsetAt(text, problem.end_line || problem.line, problem.end_column || problem.column + 1);
  const { fix } = problem;
  const name = fix && w.drawer.fix(fix.offer, fix.was === "");
  return {
    from,
    to: Math.max(to, Math.min(text.length, from + 1)),
    severity: problem.severity,
    source: problem.code,
    message: problem.hint ? `${problem.message}\n${problem.hint}` : problem.message,
    ...(name && onFix ? { actions: [{ name, apply: () => onFix(problem) }] } : {}),
  };
}

/** Undo is that of the canvas: what was typed here is taken back there, and the other way round. */
const turning = ({ undo, redo }: Options, began: () => void) => {
  const turn = (act: () => void) => () => {
    began();
    act();
    return true;
  };
  return keymap.of([
    { key: "Mod-z", run: turn(undo), preventDefault: true },
    { key: "Mod-y", run: turn(redo), preventDefault: true },
    { key: "Mod-Shift-z", run: turn(redo), preventDefault: true },
  ]);
};

function editing(options: Options): Extension {
  if (options.readOnly) return EditorState.readOnly.of(true);
  return [closeBrackets(), completing(options.names), keymap.of([...closeBracketsKeymap, indentWithTab])];
}

const look: Extension = [
  lineNumbers(),
  lintGutter(),
  drawSelection(),
  bracketMatching(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  search({ top: true }),
  indentUnit.of("  "),
  EditorState.tabSize.of(2),
  yaml(),
  syntaxHighlighting(highlighting),
  editorTheme,
  stepMark,
  keymap.of([...searchKeymap, ...foldKeymap, ...lintKeymap, ...defaultKeymap]),
];

export function createEditor(parent: HTMLElement, options: Options): Editor {
  let steps: readonly Foldable[] = [];
  // An undo asked for here takes the cursor along to what changed.
  let follows = false;
  const listen = EditorView.updateListener.of((update) => {
    const quiet = update.transactions.some((one) => one.annotation(fromOutside));
    if (update.docChanged && !quiet) options.onText(update.state.doc.toString());
    // Going into a fold opens it, whoever asked.
    if (!update.docChanged && !update.transactions.some((one) => one.annotation(byCanvas))) {
      const [before, now] = [foldedIn(update.startState, steps), foldedIn(update.state, steps)];
      for (const { id } of steps) if (before.has(id) !== now.has(id)) options.onFold(id, now.has(id));
    }
    if (quiet) return;
    if (update.selectionSet && update.view.hasFocus) options.onCursor(update.state.selection.main.head);
  });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        turning(options, () => {
          follows = true;
        }),
        folding(() => steps),
        editing(options),
        look,
        EditorView.contentAttributes.of({
          "aria-label": w.drawer.yaml,
          tabindex: "0",
          "aria-description": w.drawer.leaving,
        }),
        listen,
      ],
    }),
  });
  return {
    replace(text) {
      const [change] = changeBetween(view.state.doc.toString(), text);
      const followed = follows && view.hasFocus;
      follows = false;
      if (!change) return;
      const changes = { from: change.at, to: change.at + change.removed.length, insert: change.inserted };
      const anchor = change.at + change.inserted.length;
      const at = followed ? { selection: { anchor }, scrollIntoView: true } : {};
      view.dispatch({ changes, ...at, annotations: outside });
    },
    showProblems(problems) {
      const marks = problems.filter(isOwn);
      const { doc } = view.state;
      const onFix = options.readOnly ? undefined : options.onFix;
      view.dispatch(
        setDiagnostics(
          view.state,
          marks.map((one) => toDiagnostic(doc, one, onFix)),
        ),
      );
    },
    fold(all, folded) {
      steps = foldables(all, view.state.doc);
      const effects = foldingTo(view.state, steps, folded);
      if (effects.length > 0) view.dispatch({ effects, annotations: byCanvas.of(true) });
    },
    goTo(line, column) {
      const anchor = offsetAt(view.state.doc, line, column);
      const effects = EditorView.scrollIntoView(anchor, { y: "center" });
      view.dispatch({ selection: { anchor }, effects, annotations: outside });
      view.focus();
    },
    show(step) {
      const { length } = view.state.doc;
      const range = step && { from: Math.min(step.from, length), to: Math.min(step.to, length) };
      const quiet = view.hasFocus || completionStatus(view.state) !== null || !range;
      const scroll = quiet ? [] : [EditorView.scrollIntoView(range.from, { y: "start", yMargin: 24 })];
      const selection = quiet ? {} : { selection: { anchor: range.from } };
      view.dispatch({ ...selection, effects: [markStep.of(range), ...scroll], annotations: outside });
    },
    destroy: () => view.destroy(),
  };
}
