// A form to begin with: its title and one question. It compiles as it stands. Pure.
import { fieldsText } from "~/features/designer/model/editing/values";
import { w } from "~/words";
import type { Kind } from "./kinds";

const SCHEMA = "# yaml-language-server: $schema=../../schema/form.json\n";

export interface Begun {
  name: string;
  title: string;
  id: string;
  ask: string;
  kind: Kind;
}

/** Something to choose from has two answers from its beginning: the language wants some. */
export function freshQuestion({ id, ask, kind }: Pick<Begun, "id" | "ask" | "kind">) {
  const { first, second } = w.questions.fresh;
  const choices = kind === "choice" ? { first, second } : undefined;
  return { id, ask, type: kind, choices };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

export function starterForm({ name, title, ask, ...question }: Begun): string {
  const asked = freshQuestion({ ...question, ask: oneLine(ask) });
  return SCHEMA + fieldsText({ form: name, title: oneLine(title), questions: [asked] }, 0);
}
