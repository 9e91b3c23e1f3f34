// await: wait for an event of this person, or for the clock. (The folder has an underscore, as in the engine.)
import { w } from "~/words";
import type { Fields, Path } from "../../model/document";
import { anchorWords, asFields, asList, durationWords, eventWords, listWords } from "../../model/words";
import { noChips, type Source, type StepDefinition, told } from "../definition";

const words = w.steps.await;

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const timeoutWords = (value: unknown): string =>
  asFields(value) ? anchorWords(value) : value == null ? "" : words.after(durationWords(value));

const handledIn = (fields: Fields) => Object.keys(asFields(fields.on) ?? {});

const plainIn = (fields: Fields) => {
  const handled = handledIn(fields);
  return asList(fields.for).filter((event) => !handled.includes(event));
};

/** Several events without steps of their own share one column: they all simply go on. Steps can stand in that of one. */
function sharedColumn(plain: readonly string[], within: Source["within"]): Path {
  const words = capital(listWords(plain.map(eventWords)));
  const steps = plain.length === 1 ? within("on", plain[0] ?? "") : [];
  return { name: "on", words, detail: "", outcomes: [...plain], steps, implied: true };
}

/** In the order in which the events are written, so that a column keeps its place when it gets its first step. */
function paths({ fields, within }: Source): Path[] {
  const handled = handledIn(fields);
  const plain = plainIn(fields);
  const column = (event: string): Path => ({
    name: event,
    words: capital(eventWords(event)),
    detail: "",
    outcomes: [event],
    steps: within("on", event),
    implied: false,
  });
  const events = [...new Set([...asList(fields.for), ...handled])];
  const columns = events.flatMap((event) => {
    if (handled.includes(event)) return [column(event)];
    return event === plain[0] ? [sharedColumn(plain, within)] : [];
  });
  columns.push({
    name: "on_timeout",
    words: words.nothing,
    detail: timeoutWords(fields.timeout),
    outcomes: ["timeout", "skipped"],
    steps: within("on_timeout"),
    implied: !("on_timeout" in fields),
  });
  return columns;
}

export const await_: StepDefinition = {
  kind: "await",
  name: words.name,
  fresh: {
    fields: () => ({ for: ["confirmed"], timeout: "3d" }),
    name: () => words.fresh,
  },
  paths,
  ways(fields) {
    const plain = plainIn(fields);
    if (plain.length < 2) return [];
    return plain.map((event) => ({ words: capital(eventWords(event)), at: ["on", event] }));
  },
  sentence(fields) {
    const events = listWords(asList(fields.for).map(eventWords));
    const until = timeoutWords(fields.timeout);
    return words.sentence(events || words.something, until);
  },
  chips: noChips,
  facts: (fields) =>
    told(
      { label: words.for, words: asList(fields.for).join(", "), exact: true },
      { label: words.latest, words: timeoutWords(fields.timeout) },
      { label: words.takes, words: fields.pick === "best" ? words.best : fields.pick ? words.first : "" },
    ),
};
