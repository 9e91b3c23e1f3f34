// send: decide, render, protect, deliver.
import type { Path } from "../../model/document";
import { anchorWords, asFields, asList, durationWords, IF_PAST, windowWords } from "../../model/words";
import { type Chip, type Source, type StepDefinition, told, written } from "../definition";

const PROTECT: Record<string, Chip> = {
  portal: { words: "portal only", tone: "protected" },
  "end-to-end": { words: "sealed for the reader", tone: "protected" },
};

function paths({ fields, within }: Source): Path[] {
  if (!("on_skipped" in fields) && !("on_failed" in fields)) return [];
  const side = (name: string, words: string, outcome: string): Path[] =>
    name in fields
      ? [{ name, words, detail: "", outcomes: [outcome], steps: within(name), implied: false }]
      : [];
  return [
    { name: "sent", words: "Sent", detail: "", outcomes: ["sent"], steps: [], implied: true },
    ...side("on_skipped", "Not sent", "skipped"),
    ...side("on_failed", "Could not be delivered", "failed"),
  ];
}

function capWords(value: unknown): string {
  const cap = asFields(value);
  if (!cap) return written(value);
  return `${written(cap.count ?? cap.at_most)} in ${durationWords(cap.in ?? cap.per ?? cap.within)}`;
}

export const send: StepDefinition = {
  kind: "send",
  name: "Email",
  fresh: {
    fields: (id) => ({ message: id }),
    name: (fields) => written(fields.message) || "message",
  },
  paths,
  sentence(fields, id) {
    const when = fields.at ? `, ${anchorWords(fields.at)}` : "";
    return `Email *${written(fields.message) || id}*${when}`;
  },
  chips(fields) {
    const protect = PROTECT[written(fields.protect)];
    return [
      ...(protect ? [protect] : []),
      ...(fields.purpose === "marketing" ? [{ words: "marketing", tone: "attention" as const }] : []),
    ];
  },
  facts: (fields) =>
    told(
      { label: "Message", words: written(fields.message), exact: true },
      { label: "When", words: anchorWords(fields.at) || "as soon as they get here" },
      { label: "If that has passed", words: IF_PAST[written(asFields(fields.at)?.if_past)] ?? "" },
      { label: "Not after", words: anchorWords(fields.expires) },
      { label: "Send window", words: windowWords(fields.window) },
      { label: "Topic", words: written(fields.topic), exact: true },
      { label: "Purpose", words: written(fields.purpose) },
      { label: "Protection", words: PROTECT[written(fields.protect)]?.words ?? "chosen for each recipient" },
      { label: "At most", words: capWords(fields.cap) },
      { label: "Counts", words: asList(fields.track).join(", ") },
    ),
};
