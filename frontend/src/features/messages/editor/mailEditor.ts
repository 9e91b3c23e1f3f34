// CodeMirror for one message: MJML with braces. No React here.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, redo, undo } from "@codemirror/commands";
import { foldEffect, foldKeymap, unfoldEffect } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import type { OfferedFix, Problem, Vocabulary } from "~/api/generated/types";
import { toDiagnostic } from "~/features/designer/editor/codemirror";
import { folded } from "~/features/designer/editor/folding";
import { editorTheme } from "~/features/designer/editor/theme";
import { changeBetween, isRefused, mend, readDraft } from "~/features/designer/model/editing";
import { w } from "~/words";
import { type Block, insertion } from "./blocks";
import { completeMessage } from "./completion";

export interface MailEditor {
  insert: (block: Block) => void;
  /** Makes another text of the one that is there, by the least of changes; null: nothing. One history holds all. */
  rewrite: (make: (text: string) => string | null) => void;
  /** Does what the compiler offers, where the text is still the one that it saw. */
  mend: (fix: OfferedFix) => void;
  undo: () => void;
  redo: () => void;
  showProblems: (problems: Problem[]) => void;
  /** Puts the keyboard there; lines and columns from 1. */
  goTo: (line: number, column: number) => void;
  destroy: () => void;
}

/** What every mail has and nobody writes: fonts and colours. Null where there is none, or no more than a line. */
export function headOf(text: string): { from: number; to: number } | null {
  const opening = /<mj-head>[^\S\n]*\n/.exec(text);
  const to = text.indexOf("</mj-head>");
  if (!opening || to < 0) return null;
  const from = opening.index + "<mj-head>".length;
  return to > from ? { from, to } : null;
}

interface Options {
  text: string;
  vocabulary: () => Vocabulary | undefined;
  onText: (text: string) => void;
  readOnly?: boolean;
}

export function createMailEditor(parent: HTMLElement, options: Options): MailEditor {
  const extensions = [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    closeBrackets(),
    highlightActiveLine(),
    search({ top: true }),
    folded(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(options.readOnly ?? false),
    autocompletion({ override: [(context) => completeMessage(options.vocabulary())(context)] }),
    editorTheme,
    EditorView.contentAttributes.of({ "aria-label": w.composing.source, tabindex: "0" }),
    // Tab leaves the field: nobody is caught in it.
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...historyKeymap,
      ...lintKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onText(update.state.doc.toString());
    }),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ doc: options.text, extensions }) });
  const head = headOf(options.text);
  // One begins at the words. A click on the dots, or a problem inside, opens it.
  if (head) view.dispatch({ effects: foldEffect.of(head) });
  const rewrite: MailEditor["rewrite"] = (make) => {
    const before = view.state.doc.toString();
    const changes = changeBetween(before, make(before) ?? before).map(({ at, removed, inserted }) => ({
      from: at,
      to: at + removed.length,
      insert: inserted,
    }));
    if (changes.length > 0) view.dispatch({ changes, userEvent: "input.type.field" });
  };
  return {
    rewrite,
    mend(fix) {
      rewrite((text) => {
        const outcome = mend(readDraft(text), fix);
        return isRefused(outcome) ? null : outcome.text;
      });
    },
    undo: () => void undo(view),
    redo: () => void redo(view),
    insert(block) {
      const found = insertion(view.state.doc.toString(), view.state.selection.main.head, block);
      if (!found) return;
      const end = found.at + found.text.length - 1;
      view.dispatch({
        changes: { from: found.at, insert: found.text },
        selection: { anchor: end },
        scrollIntoView: true,
      });
      view.focus();
    },
    showProblems(problems) {
      const marks = problems.map((problem) => toDiagnostic(view.state.doc, problem));
      view.dispatch(setDiagnostics(view.state, marks));
    },
    goTo(line, column) {
      const { doc } = view.state;
      const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
      const at = Math.min(from + Math.max(0, column - 1), to);
      const hidden = headOf(doc.toString());
      view.dispatch({
        selection: { anchor: at },
        effects: hidden && hidden.from <= at && at <= hidden.to ? unfoldEffect.of(hidden) : [],
      });
      view.dispatch({
        effects: EditorView.scrollIntoView(at, { y: "center" }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
