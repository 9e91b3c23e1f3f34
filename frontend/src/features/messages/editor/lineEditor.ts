// CodeMirror for one line of a message, its subject or its preheader: completion between braces, no line breaks. No React here.
import { autocompletion, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { standardKeymap } from "@codemirror/commands";
import { Annotation, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import type { Vocabulary } from "~/api/generated/types";
import { editorTheme } from "~/features/designer/editor/theme";
import { changeBetween } from "~/features/designer/model/editing";
import { completeMessage } from "./completion";

export interface LineEditor {
  /** Takes in what was written elsewhere; the cursor stays where it is. */
  show: (text: string) => void;
  /** Asks for the values that can be put in where the cursor stands. */
  offer: () => void;
  focus: () => void;
  /** The attributes are read anew. */
  touch: () => void;
  destroy: () => void;
}

export interface LineOptions {
  text: string;
  placeholder: string;
  language: () => string;
  vocabulary: () => Vocabulary | undefined;
  attributes: () => Record<string, string>;
  onText: (text: string) => void;
  /** There is one history: that of the message. */
  undo: () => void;
  redo: () => void;
}

/** Marks what came from elsewhere, so that it is not reported back. */
const fromOutside = Annotation.define<boolean>();

const look = EditorView.theme({
  "&": { height: "auto", fontSize: "14px", backgroundColor: "transparent" },
  ".cm-scroller": { fontFamily: "var(--mantine-font-family)", lineHeight: "20px" },
  ".cm-content": { padding: "7px 0" },
  ".cm-line": { padding: "0 12px" },
  ".cm-placeholder": { color: "var(--ink-faint)" },
});

const done = (does: () => void) => () => {
  does();
  return true;
};

function keysOf({ undo, redo }: LineOptions) {
  return keymap.of([
    ...completionKeymap,
    { key: "Mod-z", run: done(undo), preventDefault: true },
    { key: "Mod-y", run: done(redo), preventDefault: true },
    { key: "Mod-Shift-z", run: done(redo), preventDefault: true },
    // One line stays one line. Tab leaves it.
    { key: "Enter", run: () => true, shift: () => true },
    ...standardKeymap,
  ]);
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]\s*/g, " ");

export function createLineEditor(parent: HTMLElement, options: LineOptions): LineEditor {
  const complete = autocompletion({
    override: [(context) => completeMessage(options.vocabulary(), { language: options.language() })(context)],
    icons: false,
  });
  const extensions = [
    complete,
    keysOf(options),
    EditorView.lineWrapping,
    EditorView.clipboardInputFilter.of(oneLine),
    EditorState.transactionFilter.of((turn) => (turn.newDoc.lines > 1 ? [] : turn)),
    placeholder(options.placeholder),
    Prec.high(look),
    editorTheme,
    EditorView.contentAttributes.of(() => options.attributes()),
    EditorView.updateListener.of(({ docChanged, transactions, state }) => {
      if (docChanged && !transactions.every((one) => one.annotation(fromOutside)))
        options.onText(state.doc.toString());
    }),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ doc: options.text, extensions }) });
  return {
    show(text) {
      const changes = changeBetween(view.state.doc.toString(), text).map(({ at, removed, inserted }) => ({
        from: at,
        to: at + removed.length,
        insert: inserted,
      }));
      if (changes.length > 0) view.dispatch({ changes, annotations: fromOutside.of(true) });
    },
    offer() {
      view.focus();
      startCompletion(view);
    },
    focus: () => view.focus(),
    touch: () => view.dispatch({}),
    destroy: () => view.destroy(),
  };
}
