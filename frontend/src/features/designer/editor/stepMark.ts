// A soft band behind the lines of the step that is chosen on the canvas.
import {
  type EditorState,
  type Extension,
  RangeSetBuilder,
  StateEffect,
  StateField,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

interface Range {
  from: number;
  to: number;
}

export const markStep = StateEffect.define<Range | null>();

const line = Decoration.line({ class: "cm-ofStep" });

function band(state: EditorState, { from, to }: Range): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const last = state.doc.lineAt(to).number;
  for (let number = state.doc.lineAt(from).number; number <= last; number++) {
    const at = state.doc.line(number).from;
    builder.add(at, at, line);
  }
  return builder.finish();
}

export const stepMark: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(markStep));
    if (asked?.is(markStep)) return asked.value ? band(transaction.state, asked.value) : Decoration.none;
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
