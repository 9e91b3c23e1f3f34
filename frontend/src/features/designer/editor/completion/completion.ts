// Completion for CodeMirror: what is offered at the cursor, as its own options.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippet,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { type Names, type Offer, offersAt } from "./offers";

const optionOf = ({ label, insert, sort, detail, info }: Offer, index: number): Completion => ({
  label,
  type: sort,
  // In the order of the language, which is that of importance.
  boost: -index / 10,
  apply: insert.includes("${") ? snippet(insert) : insert,
  ...(detail ? { detail } : {}),
  ...(info ? { info } : {}),
});

function complete(context: CompletionContext, names: Names): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (!context.explicit && !/[\w"'.:({[-]\s?$|^\s*$/.test(before)) return null;
  if (!context.explicit && before.trim() === "") return null;
  const offers = offersAt(context.state.doc.toString(), context.pos, names);
  const [first] = offers;
  if (!first) return null;
  return { from: context.pos - first.prefix, options: offers.map(optionOf), validFor: /^[\w.-]*$/ };
}

export const completing = (names: () => Names): Extension =>
  autocompletion({
    override: [(context) => complete(context, names())],
    icons: false,
    maxRenderedOptions: 60,
  });
