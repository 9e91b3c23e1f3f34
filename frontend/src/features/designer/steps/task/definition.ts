// task: somebody of the organisation does something; the journey waits for it or goes on.
import { w } from "~/words";
import type { Path } from "../../model/document";
import { durationWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told, unwritten, written } from "../definition";

const words = w.steps.task;

function paths({ fields, within }: Source): Path[] {
  if (!("on_done" in fields) && !("on_overdue" in fields)) return [];
  const way = (name: string, told: string, detail: string, outcomes: string[]): Path => ({
    name,
    words: told,
    detail,
    outcomes,
    steps: within(name),
    implied: !(name in fields),
  });
  const due = fields.due == null ? "" : words.after(durationWords(fields.due));
  return [way("on_done", words.done, "", ["done"]), way("on_overdue", words.overdue, due, ["overdue"])];
}

export const task: StepDefinition = {
  kind: "task",
  name: words.name,
  fresh: {
    fields: () => ({ queue: "front-desk", title: words.freshTitle }),
    name: (fields) => written(fields.title),
  },
  paths,
  ways: (fields) =>
    "on_done" in fields || "on_overdue" in fields
      ? []
      : unwritten(fields, { on_done: words.done, on_overdue: words.overdue }),
  sentence(fields) {
    const due = fields.due == null ? "" : durationWords(fields.due);
    return words.sentence(written(fields.queue) || words.somebody, due, written(fields.title));
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: words.who, words: written(fields.queue), exact: true },
      { label: words.what, words: written(fields.title) },
      { label: words.details, words: written(fields.details) },
      { label: words.dueWithin, words: fields.due == null ? "" : durationWords(fields.due) },
      { label: words.escalate, words: written(fields.escalate), exact: true },
    ),
};
