// What changed, in the reader's words: names of fields, values before and after, places. From the values that the server
// sends; what has no value is shown as the compiler tells it. Pure.
import type { EntryChange, FieldChange, JourneyChange, StepChange } from "~/api/drafts";
import { w } from "~/words";
import { allOf } from "~/words/forms";
import { languageWords } from "~/words/reasons";
import { choicesOf, choiceWords, labelOf } from "../inspector/schema/facts";
import { writeDuration } from "../inspector/values/duration";
import { readAgain, readWithin } from "../inspector/values/phrases";
import { conditionWords } from "../model/conditions";
import type { Fields } from "../model/document";
import { NO_TITLES, type Titles } from "../model/titles";
import {
  anchorWords,
  asFields,
  asList,
  durationWords,
  eventWords,
  fieldWords,
  ifPastWords,
  windowWords,
} from "../model/words";
import { definitionOf } from "../steps/definitions";

export interface Told {
  label: string;
  before: string;
  after: string;
}

const DURATION = /^\d+(bd|[smhdw])$/;
/** What an author wrote for people to read stays as it is, cut to a line by the server. */
const PROSE = new Set(["title", "owner", "notes", "details", "paid_by", "message", "queue", "url"]);
const CONDITIONS = new Set(["when", "condition"]);
const EVENTS = new Set(["on", "for"]);
const BLOCKS = new Set(["unknown", "on_done", "on_overdue"]);

const words = () => w.changes;

function objectWords(owner: string, field: string, value: Fields): string {
  if ("before" in value || "after" in value) {
    const past = ifPastWords(value.if_past);
    return [anchorWords(value), past].filter(Boolean).join(", ");
  }
  if (field === "window" || field === "send_window") return windowWords(value);
  if ("count" in value && "per" in value)
    return w.steps.send.cap(String(value.count), durationWords(value.per));
  if ("weight" in value) return words().weight(String(value.weight), value.holdout === true);
  const name = (key: string) => (field === "set" ? fieldWords(key) : labelOf(field, key));
  return Object.entries(value)
    .map(([key, one]) => `${name(key)}: ${valueWords(owner, key, one)}`)
    .join(", ");
}

/** `after 365d` → "after 365 days", as the form says it. */
function againWords(value: string): string {
  const again = readAgain(value);
  if (!again) return value;
  if (again.how === "after") return words().after(durationWords(writeDuration(again.by)));
  return w.inspector.enroll[again.how];
}

/** `30d after entry`, as the form says it. */
function withinWords(value: string): string {
  const within = readWithin(value);
  if (!within) return value;
  const { entry, send, field } = w.inspector.goal;
  const known: Record<string, string> = { entry, send };
  return `${durationWords(writeDuration(within.by))} ${known[within.since] ?? field(fieldWords(within.since))}`;
}

function textWords(owner: string, field: string, value: string): string {
  if (field === "again") return againWords(value);
  if (field === "within") return withinWords(value);
  if (DURATION.test(value)) return durationWords(value);
  if (EVENTS.has(field)) return eventWords(value);
  if (CONDITIONS.has(field)) return conditionWords(value).words;
  if (choicesOf(owner, field).includes(value)) return choiceWords(field, value);
  return field === "fields" ? fieldWords(value) : value;
}

function valueWords(owner: string, field: string, value: unknown): string {
  if (typeof value === "boolean") return BLOCKS.has(field) ? words().ownWay : words().answer(value);
  if (Array.isArray(value)) return allOf(value.map((one) => valueWords(owner, field, one)));
  const fields = asFields(value);
  if (fields) return objectWords(owner, field, fields);
  return typeof value === "string" ? textWords(owner, field, value) : String(value);
}

/** Both sides; as the compiler tells them where words alone would not show the difference. */
function sides(owner: string, field: string, change: FieldChange): Omit<Told, "label"> {
  const { before = "", after = "" } = change;
  const side = (value: unknown, plain: string) =>
    value === undefined || value === null || PROSE.has(field) ? plain : valueWords(owner, field, value);
  const told = { before: side(change.was, before), after: side(change.now, after) };
  return told.before === told.after ? { before, after } : told;
}

const NAMED = /^(case|path) "(.*)"$/;
const TAKEN = /^(form|segment|type of|class of) (.+)$/;
const WAY_IN = /^(enroll|goal)(?: (\d+))? (\S+)$/;

/** A case, a path, something of another document. */
function namedWords(change: FieldChange): Told | null {
  const [, kind, name = ""] = NAMED.exec(change.field) ?? TAKEN.exec(change.field) ?? [];
  const { labels } = words();
  switch (kind) {
    case "case":
      return { label: labels.case(name), ...sides("case", "when", change) };
    case "path":
      return { label: labels.path(name), ...sides("path", "", change) };
    case "form":
      return { label: labels.form(name), ...formSides(change) };
    case "segment":
      return { label: labels.segment(name), ...sides("", "", change) };
    case "type of":
      return { label: labels.typeOf(fieldWords(name)), ...sides("", "", change) };
    case "class of":
      return { label: labels.classOf(fieldWords(name)), ...classSides(change) };
  }
  return null;
}

const classWords = (name: string): string => {
  const known: Record<string, string> = w.inspector.class;
  return known[name] ?? name;
};

const classSides = ({ before = "", after = "" }: FieldChange) => ({
  before: classWords(before),
  after: classWords(after),
});

/** A form by its questions, and which of them are not what they were. */
function formSides({ was, now }: FieldChange): Omit<Told, "label"> {
  const asked = (value: unknown): string => {
    const form = asFields(value);
    if (!form) return "";
    const changed = asList(form.changed);
    const said = asList(form.asks).map((id) => (changed.includes(id) ? words().changedQuestion(id) : id));
    return words().asks(allOf(form.otherwise === true ? [...said, words().otherWords] : said));
  };
  return { before: asked(was), after: asked(now) };
}

/** A field of a step (`step-send`) or of the journey itself (`journey`). */
export function fieldTold(owner: string, change: FieldChange): Told {
  const { field } = change;
  const named = namedWords(change);
  if (named) return named;
  const [, part, number = "", inner] = WAY_IN.exec(field) ?? [];
  if (part && inner)
    return {
      label: words().labels.within(`${labelOf("journey", part)} ${number}`.trim(), labelOf(part, inner)),
      ...sides(part, inner, change),
    };
  if (field === "kind") {
    const kind = (name = "") => name && definitionOf(name).name;
    return { label: words().labels.kind, before: kind(change.before), after: kind(change.after) };
  }
  if (field === "order of cases") return { label: words().labels.order, ...sides("", "", change) };
  if (field === "compiled form") return { label: words().labels.compiled, ...sides("", "", change) };
  return { label: labelOf(owner, field), ...sides(owner, field, change) };
}

const OF_MAIL = /^(\S+) (?:line (\d+) )?(subject|preheader|class|links|text|layout|further text)$/;

/** A field of a message in one of its languages. */
export function mailTold(change: FieldChange): Told {
  const { before = "", after = "" } = change;
  const { mail } = words();
  const [, added] = /^language (\S+)$/.exec(change.field) ?? [];
  if (added)
    return {
      label: mail.language(languageWords(added)),
      before: before && mail.there,
      after: after && mail.added,
    };
  const [, tongue, line, part] = OF_MAIL.exec(change.field) ?? [];
  if (!tongue || !part) return { label: change.field, before, after };
  const name = line ? mail.line(Number(line)) : mail.parts[part as keyof typeof mail.parts];
  const label = words().labels.within(languageWords(tongue), name);
  if (part === "class") return { label, ...classSides(change) };
  if (part === "layout") return { label, before: mail.asItWas, after: mail.another };
  if (part === "further text") return { label, before, after: mail.more(Number(change.now)) };
  return { label, before, after };
}

/** Where the settings name the values of each kind of entry. */
const ENTRIES: Record<EntryChange["kind"], [keyof typeof w.settingFields, string]> = {
  organization: ["organization", ""],
  topic: ["consents", "topics.*."],
  authorization: ["consents", "authorizations.*."],
  field: ["dictionary", "*.*."],
  segment: ["segments", "*"],
};

/** A value of the organization's settings, by the name it has there. */
export function entryTold(kind: EntryChange["kind"], { field, before = "", after = "" }: FieldChange): Told {
  const [document, place] = ENTRIES[kind];
  const known: Record<string, { label: string } | undefined> = w.settingFields[document];
  const labelAt = (at: string) => known[kind === "segment" ? place : `${place}${at}`]?.label;
  const label = labelAt(field) ?? labelOf("journey", field);
  const whole = field.includes(".") ? labelAt(field.slice(0, field.indexOf("."))) : undefined;
  return { label: whole ? words().labels.within(whole, label) : label, before, after };
}

/** What an added or removed step does, in the words of its card. */
export const stepSays = ({ kind, id, fields, says = "" }: StepChange, titles = NO_TITLES): string =>
  kind === "exit" || !fields ? says : definitionOf(kind).sentence(fields, id, titles).replaceAll("*", "");

/** A field of a step; a message that it sends is called by its subject. */
export function stepFieldTold(kind: string, change: FieldChange, titles: Titles): Told {
  const told = fieldTold(`step-${kind}`, change);
  if (kind !== "send" || change.field !== "message") return told;
  const { before, after } = told;
  const called = { before: titles[before] || before, after: titles[after] || after };
  return called.before === called.after ? told : { ...told, ...called };
}

/** The conditions of a decision that is new. */
export function casesTold({ kind, fields }: StepChange): Told[] {
  const cases = kind === "branch" && Array.isArray(fields?.cases) ? fields.cases : [];
  return cases.flatMap((one) => {
    const { name, when } = asFields(one) ?? {};
    if (name === undefined) return [];
    return [{ label: words().labels.case(String(name)), before: "", after: conditionWords(when).words }];
  });
}

/** What a journey that is new calls itself. */
export function titleIn({ slug, changes = [] }: JourneyChange): string {
  const title = changes.find(({ field }) => field === "title");
  return typeof title?.now === "string" ? title.now : title?.after || slug;
}

/** Where a step that moved or was added stands now; "" for one that was added to the journey itself. */
export function placeWords({ moved, block }: StepChange): string {
  if (!block) return moved?.[1] ?? "";
  const { step, kind, way } = block;
  return step === "" ? words().journey : words().wayOf(wayWords(kind, way), step);
}

function wayWords(kind: string, way: string): string {
  const [, name] = /^(?:case |paths\.)(.+)$/.exec(way) ?? [];
  if (name) return name;
  const [, event] = /^on\.(.+)$/.exec(way) ?? [];
  if (event) return eventWords(event);
  const paths = definitionOf(kind).paths({ fields: { [way]: [] }, within: () => [] });
  return paths.find((path) => path.name === way)?.words ?? way;
}
