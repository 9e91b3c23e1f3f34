// CodeMirror, assembled for journeys: YAML, lint marks, search, nothing more. No React here.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { isOwn } from "../model/problems";
import { editorTheme, highlighting } from "./theme";

export interface Editor {
  replace: (text: string) => void;
  showProblems: (problems: Problem[]) => void;
  goTo: (line: number, column: number) => void;
  /** Scrolls a step into view unless the person is typing. */
  reveal: (offset: number) => void;
  destroy: () => void;
}

interface Options {
  text: string;
  readOnly: boolean;
  onText: (text: string) => void;
  onCursor: (offset: number) => void;
}

/** Marks changes that came from outside, so that they are not reported back. */
const fromOutside = Annotation.define<boolean>();

/** Line and column count from 1; anything outside the text is moved to its nearest place. */
export function offsetAt(text: Text, line: number, column: number): number {
  const found = text.line(Math.max(1, Math.min(text.lines, line)));
  return Math.min(found.to, found.from + Math.max(0, column - 1));
}

export function toDiagnostic(text: Text, problem: Problem): Diagnostic {
  const from = offsetAt(text, problem.line, problem.column);
  const to = offsetAt(text, problem.end_line || problem.line, problem.end_column || problem.column + 1);
  return {
    from,
    to: Math.max(to, Math.min(text.length, from + 1)),
    severity: problem.severity,
    source: problem.code,
    message: problem.hint ? `${problem.message}\n${problem.hint}` : problem.message,
  };
}

/** A chevron drawn by CSS: the bundled face has no glyph for it. */
function foldMark(open: boolean): HTMLElement {
  const mark = document.createElement("span");
  mark.className = open ? "cm-fold" : "cm-fold cm-folded";
  mark.title = open ? "Fold" : "Unfold";
  return mark;
}

function extensions({ readOnly, onText, onCursor }: Options) {
  return [
    lineNumbers(),
    foldGutter({ markerDOM: foldMark }),
    lintGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    EditorState.readOnly.of(readOnly),
    yaml(),
    syntaxHighlighting(highlighting),
    editorTheme,
    EditorView.contentAttributes.of({ "aria-label": w.drawer.yaml }),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.transactions.some((transaction) => transaction.annotation(fromOutside))) return;
      if (update.docChanged) onText(update.state.doc.toString());
      if (update.selectionSet && update.view.hasFocus) onCursor(update.state.selection.main.head);
    }),
  ];
}

export function createEditor(parent: HTMLElement, options: Options): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({ doc: options.text, extensions: extensions(options) }),
  });
  return {
    replace(text) {
      if (text === view.state.doc.toString()) return;
      const changes = { from: 0, to: view.state.doc.length, insert: text };
      view.dispatch({ changes, annotations: fromOutside.of(true) });
    },
    showProblems(problems) {
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.filter(isOwn).map((problem) => toDiagnostic(view.state.doc, problem)),
        ),
      );
    },
    goTo(line, column) {
      const at = offsetAt(view.state.doc, line, column);
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: "center" }),
        annotations: fromOutside.of(true),
      });
      view.focus();
    },
    reveal(offset) {
      if (view.hasFocus) return;
      const at = Math.min(offset, view.state.doc.length);
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: "start", yMargin: 24 }),
        annotations: fromOutside.of(true),
      });
    },
    destroy: () => view.destroy(),
  };
}
