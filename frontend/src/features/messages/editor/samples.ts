// Who is made up to see a mail with, in the reader's words; whom these do not know is told as the server does.
import type { SampleShown } from "~/api/generated/types";
import { w } from "~/words";

export function sampleWords({ id, name, about }: Pick<SampleShown, "id" | "name" | "about">) {
  const known: Record<string, { name?: string; about: string }> = w.composing.people;
  return { name: known[id]?.name ?? name, about: known[id]?.about ?? about };
}
