// task: somebody of the organisation does something; the journey waits for it or goes on.
import type { Path } from "../../model/document";
import { durationWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told, written } from "../definition";

function paths({ fields, within }: Source): Path[] {
  if (!("on_done" in fields) && !("on_overdue" in fields)) return [];
  const way = (name: string, words: string, detail: string, outcomes: string[]): Path => ({
    name,
    words,
    detail,
    outcomes,
    steps: within(name),
    implied: !(name in fields),
  });
  const due = fields.due == null ? "" : `after ${durationWords(fields.due)}`;
  return [way("on_done", "It is done", "", ["done"]), way("on_overdue", "Nobody did it", due, ["overdue"])];
}

export const task: StepDefinition = {
  kind: "task",
  name: "Task",
  fresh: {
    fields: () => ({ queue: "front-desk", title: "Call them" }),
    name: (fields) => written(fields.title),
  },
  paths,
  sentence(fields) {
    const due = fields.due == null ? "" : ` within *${durationWords(fields.due)}*`;
    return `Ask *${written(fields.queue) || "somebody"}* to do this${due}: *${written(fields.title)}*`;
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: "Who", words: written(fields.queue), exact: true },
      { label: "What", words: written(fields.title) },
      { label: "Details", words: written(fields.details) },
      { label: "Due within", words: fields.due == null ? "" : durationWords(fields.due) },
      { label: "When overdue, also", words: written(fields.escalate), exact: true },
    ),
};
