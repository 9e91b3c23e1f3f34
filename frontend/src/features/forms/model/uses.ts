// What in a journey asks a form, and what speaks of its answers. Pure.
import { everyStep } from "~/features/designer/model/document";
import { readDraft } from "~/features/designer/model/editing";
import { fileOf, questionIds } from "./files";
import { speakingOf } from "./following";

export interface Uses {
  /** The steps that ask it, by their names. */
  steps: string[];
  /** Files of the journey that speak of an answer of it. */
  files: string[];
}

export function usesOf(files: Readonly<Record<string, string>>, form: string): Uses {
  const { document } = readDraft(files["journey.yaml"] ?? "");
  const asking = everyStep(document?.steps ?? []).filter(
    ({ step }) => step.kind === "form" && step.fields.questions === form,
  );
  const own = questionIds({ [fileOf(form)]: files[fileOf(form)] ?? "" });
  const speaking = [...own].flatMap((id) => speakingOf(files, id));
  return { steps: asking.map(({ step }) => step.id), files: [...new Set(speaking)].sort() };
}
