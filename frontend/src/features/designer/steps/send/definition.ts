// send: decide, render, protect, deliver.
import { w } from "~/words";
import type { Path } from "../../model/document";
import { anchorWords, asFields, asList, durationWords, ifPastWords, windowWords } from "../../model/words";
import { type Chip, type Source, type StepDefinition, told, unwritten, written } from "../definition";

const words = w.steps.send;

const PROTECT: Record<string, Chip> = {
  portal: { words: words.portal, tone: "protected" },
  "end-to-end": { words: words.endToEnd, tone: "protected" },
};

function paths({ fields, within }: Source): Path[] {
  if (!("on_skipped" in fields) && !("on_failed" in fields)) return [];
  const side = (name: string, told: string, outcome: string): Path[] =>
    name in fields
      ? [{ name, words: told, detail: "", outcomes: [outcome], steps: within(name), implied: false }]
      : [];
  return [
    { name: "sent", words: words.sent, detail: "", outcomes: ["sent"], steps: [], implied: true },
    ...side("on_skipped", words.skipped, "skipped"),
    ...side("on_failed", words.failed, "failed"),
  ];
}

function capWords(value: unknown): string {
  const cap = asFields(value);
  if (!cap) return written(value);
  return words.cap(written(cap.count ?? cap.at_most), durationWords(cap.in ?? cap.per ?? cap.within));
}

export const send: StepDefinition = {
  kind: "send",
  name: words.name,
  fresh: {
    fields: (id) => ({ message: id }),
    name: (fields) => written(fields.message) || words.fresh,
  },
  paths,
  ways: (fields) => unwritten(fields, { on_skipped: words.skipped, on_failed: words.failed }),
  sentence(fields, id, titles) {
    const message = written(fields.message);
    return words.sentence(titles?.[message] || message || id, fields.at ? anchorWords(fields.at) : "");
  },
  chips(fields) {
    const protect = PROTECT[written(fields.protect)];
    return [
      ...(protect ? [protect] : []),
      ...(fields.purpose === "marketing" ? [{ words: words.marketing, tone: "attention" as const }] : []),
    ];
  },
  facts: (fields) =>
    told(
      { label: words.message, words: written(fields.message), exact: true },
      { label: words.when, words: anchorWords(fields.at) || words.atOnce },
      { label: w.steps.if, words: ifPastWords(asFields(fields.at)?.if_past) },
      { label: words.notAfter, words: anchorWords(fields.expires) },
      { label: words.window, words: windowWords(fields.window) },
      { label: words.topic, words: written(fields.topic), exact: true },
      { label: words.purpose, words: written(fields.purpose) },
      { label: words.protection, words: PROTECT[written(fields.protect)]?.words ?? words.chosen },
      { label: words.atMost, words: capWords(fields.cap) },
      { label: words.counts, words: asList(fields.track).join(", ") },
    ),
};
