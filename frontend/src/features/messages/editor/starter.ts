// A message to begin with: one column, one action, who writes and how to stop. It compiles as it stands. Pure.
import { w } from "~/words";
import shape from "./starter.mjml?raw";

const quoted = (text: string) => JSON.stringify(text.replace(/\s+/g, " ").trim());

/** `subject`: as people will read it in their list of mails. `language`: a BCP 47 tag. */
export function starterMessage(subject: string, language: string): string {
  const { preheader, greeting, text, button, why, stop } = w.composing.sample;
  const told = { greeting, text, button, why, stop, language };
  const said = { ...told, subject: quoted(subject), preheader: quoted(preheader) };
  const words = new Map(Object.entries(said));
  return shape.replace(/\[\[(\w+)\]\]/g, (_, name: string) => words.get(name) ?? "");
}
