// The editor in our tokens; one theme serves light and dark since the tokens change.
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const editorTheme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "20px", fontVariantLigatures: "none" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--accent)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 8px 0 16px", fontSize: "12px" },
  ".cm-fold": {
    display: "inline-block",
    width: "5px",
    height: "5px",
    margin: "0 5px 2px",
    borderRight: "1.5px solid var(--ink-faint)",
    borderBottom: "1.5px solid var(--ink-faint)",
    transform: "rotate(45deg)",
    cursor: "pointer",
  },
  ".cm-folded": { transform: "rotate(-45deg)" },
  ".cm-foldPlaceholder": { border: "none", backgroundColor: "var(--accent-tint)", color: "var(--accent)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-tint) 45%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--attention-tint)" },
  ".cm-matchingBracket": { backgroundColor: "var(--accent-tint)", outline: "none" },
  ".cm-tooltip": {
    border: "1px solid var(--hairline)",
    borderRadius: "8px",
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    boxShadow: "var(--float)",
    overflow: "hidden",
    maxWidth: "560px",
  },
  ".cm-diagnostic": { padding: "8px 12px", fontFamily: "var(--mantine-font-family)", whiteSpace: "pre-line" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--stop)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--attention)" },
  ".cm-diagnostic-info": { borderLeft: "3px solid var(--accent)" },
  ".cm-diagnosticSource": {
    fontFamily: "var(--mono)",
    fontSize: "11px",
    opacity: "1",
    color: "var(--ink-faint)",
  },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px solid var(--stop)" },
  ".cm-lintRange-warning": { backgroundImage: "none", borderBottom: "2px solid var(--attention)" },
  ".cm-lintRange-info": { backgroundImage: "none", borderBottom: "2px dotted var(--accent)" },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-lint-marker": { width: "8px", height: "8px", margin: "6px 3px", borderRadius: "50%", content: "none" },
  ".cm-lint-marker-error": { backgroundColor: "var(--stop)", content: '""' },
  ".cm-lint-marker-warning": { backgroundColor: "var(--attention)", content: '""' },
  ".cm-lint-marker-info": { backgroundColor: "var(--accent)", content: '""' },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", borderColor: "var(--hairline)" },
  ".cm-textfield": {
    backgroundColor: "var(--surface)",
    border: "1px solid var(--hairline)",
    borderRadius: "4px",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--hairline)",
  },
});

export const highlighting = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: tags.comment, color: "var(--ink-faint)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--ink-faint)" },
  { tag: [tags.keyword, tags.bool, tags.number, tags.typeName], color: "var(--protected)" },
]);
