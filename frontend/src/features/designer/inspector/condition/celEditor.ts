// A small CodeMirror for one condition: CEL's colours, completion of every name, carets of the compiler.
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface Name {
  label: string;
  /** What it is, in words: a type, a meaning. */
  detail: string;
  kind: "field" | "function" | "name";
}

/** Names that stand in quotes behind a function: `engaged("`. */
export type NamesFor = (asked: string) => readonly string[];

const cel = StreamLanguage.define({
  token(stream) {
    if (stream.match(/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/)) return "string";
    if (stream.match(/\d+(\.\d+)?/)) return "number";
    if (stream.match(/\b(true|false|null|in|now)\b/)) return "keyword";
    if (stream.match(/[a-z_]\w*(?=\s*\()/i)) return "function";
    if (stream.match(/[a-z_]\w*(\.\w+)*/i)) return "variableName";
    stream.next();
    return null;
  },
  tokenTable: { function: tags.function(tags.variableName) },
});

const colours = HighlightStyle.define([
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.number, color: "var(--protected)" },
  { tag: tags.keyword, color: "var(--accent)" },
  { tag: tags.function(tags.variableName), color: "var(--accent-strong)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { fontFamily: "var(--mono)", padding: "8px 0", caretColor: "var(--ink)", minHeight: "40px" },
  ".cm-line": { padding: "0 10px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--hairline)",
    borderRadius: "8px",
    boxShadow: "var(--float)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent-tint)", color: "var(--ink)" },
});

function completing(names: () => readonly Name[], namesFor: NamesFor) {
  return (context: CompletionContext): CompletionResult | null => {
    const quoted = context.matchBefore(/\b[a-z_]+\(\s*["'][\w.-]*$/);
    if (quoted) {
      const asked = /^[a-z_]+/.exec(quoted.text)?.[0] ?? "";
      const from = quoted.from + quoted.text.search(/["']/) + 1;
      return {
        from,
        options: namesFor(asked).map((label) => ({ label, type: "text" })),
        validFor: /^[\w.-]*$/,
      };
    }
    const word = context.matchBefore(/[\w.]+$/);
    if (!word && !context.explicit) return null;
    const options = names().map(({ label, detail, kind }) => ({
      label,
      detail,
      type: kind === "function" ? "function" : "property",
      apply: kind === "function" ? `${label}(` : label,
    }));
    return { from: word?.from ?? context.pos, options, validFor: /^[\w.]*$/ };
  };
}

interface Options {
  text: string;
  label: string;
  names: () => readonly Name[];
  namesFor: NamesFor;
  onChange: (text: string) => void;
}

export function celEditor(
  parent: HTMLElement,
  { text, label, names, namesFor, onChange }: Options,
): EditorView {
  const state = EditorState.create({
    doc: text,
    extensions: [
      keymap.of([...completionKeymap, ...defaultKeymap]),
      cel,
      syntaxHighlighting(colours),
      autocompletion({ override: [completing(names, namesFor)], icons: false }),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
      look,
    ],
  });
  return new EditorView({ state, parent });
}

/** Marks stretches of the condition, as offsets. */
export function mark(view: EditorView, marks: readonly Diagnostic[]): void {
  const last = view.state.doc.length;
  const fit = marks.map((one) => ({ ...one, from: Math.min(one.from, last), to: Math.min(one.to, last) }));
  view.dispatch(setDiagnostics(view.state, fit));
}
