// What is offered at the cursor, in the viewer's language: words of the schema, names of the workspace, conditions. Pure.
import { w } from "~/words";
import { ASKED } from "../../inspector/conditions/rules";
import { choiceWords, EVENTS, fieldsOf, helpOf } from "../../inspector/schema/facts";
import type { Vocabulary } from "../../inspector/vocabulary";
import { KINDS } from "../../model/editing/nesting";
import { eventWords } from "../../model/words";
import { shapeAt } from "./shapes";
import { type Stand, standAt } from "./stand";

export interface Offer {
  label: string;
  /** How many characters before the cursor it takes the place of. */
  prefix: number;
  /** What is written; `${}` are places to fill in. */
  insert: string;
  sort: "word" | "kind" | "name" | "value" | "field" | "function";
  detail?: string;
  info?: string;
}

export interface Names {
  vocabulary: Vocabulary;
  /** Ids of sends, which conditions speak of. */
  sends: readonly string[];
  steps: readonly string[];
}

type Simple = Pick<Offer, "label" | "detail" | "info">;

const MOMENTS = new Set(["before", "after", "expires"]);
const CONDITIONS = new Set(["when"]);

const plain = (offers: readonly Simple[], sort: Offer["sort"], prefix: number, behind = ""): Offer[] =>
  offers.map((one) => ({ ...one, prefix, insert: one.label + behind, sort }));

const events = (): Simple[] => EVENTS.map((label) => ({ label, detail: eventWords(label) }));

const fields = ({ vocabulary }: Names, moments: boolean): Simple[] =>
  vocabulary.fields
    .filter(({ type }) => !moments || type === "timestamp")
    .map(({ name, type, data_class }) => ({ label: name, detail: `${type}, ${data_class}` }));

const titled = (entries: readonly { name: string; title?: string }[]): Simple[] =>
  entries.map(({ name, title }) => ({ label: name, ...(title ? { detail: title } : {}) }));

/** The names a field speaks of, by the field's own name. */
function namesOf(key: string, names: Names): Simple[] | null {
  const { messages, topics, forms, connectors, segments } = names.vocabulary;
  const known: Record<string, () => Simple[]> = {
    message: () => messages.map(({ name, subject }) => ({ label: name, detail: subject })),
    topic: () => titled(topics),
    questions: () => forms.map((label) => ({ label })),
    form: () => forms.map((label) => ({ label })),
    connector: () => titled(connectors),
    audience: () => titled(segments),
  };
  return known[key]?.() ?? null;
}

function keys(stand: Stand, names: Names): Offer[] {
  const shape = shapeAt(stand);
  const { length } = stand.prefix;
  if (!shape) return [];
  if (shape.kindless) return kinds(length);
  if (shape.names && shape.leading === "on") return plain(events(), "name", length, ": ");
  if (shape.names) return shape.leading === "set" ? plain(fields(names, false), "field", length, ": ") : [];
  const { owner } = shape;
  if (owner === null) return [];
  return Object.entries(fieldsOf(owner))
    .filter(([key]) => !stand.siblings.includes(key))
    .map(([key, fact]): Offer => {
      const below = !stand.flow && fact.many && fact.of ? `${key}:\n  - \${}` : `${key}: `;
      const detail = fact.required ? w.drawer.needed : "";
      return { label: key, prefix: length, insert: below, sort: "word", detail, info: helpOf(owner, key) };
    });
}

/** A whole step with the words it needs. */
function kinds(prefix: number): Offer[] {
  const told: Record<string, string> = w.canvas.kinds;
  return KINDS.map((kind) => {
    const needed = Object.entries(fieldsOf(`step-${kind}`)).filter(
      ([key, fact]) => fact.required && key !== kind,
    );
    const rest = needed.map(([key, fact]) =>
      fact.many && fact.of ? `\n  ${key}:\n    - \${}` : `\n  ${key}: \${}`,
    );
    const insert = `${kind}: \${id}${rest.join("")}`;
    return { label: kind, prefix, insert, sort: "kind", info: told[kind] ?? "" };
  });
}

const ARGUMENT = /\b([a-z_]+)\(\s*(?:\\?["']|'')([\w.-]*)$/;
const WORD = /[A-Za-z_][\w.]*$/;

function condition(written: string, names: Names): Offer[] {
  const inside = ARGUMENT.exec(written);
  if (inside) {
    const [, asked = "", typed = ""] = inside;
    const { topics, authorizations, segments } = names.vocabulary;
    const named: Record<string, Simple[]> = {
      has_consent: titled(topics),
      authorized: titled(authorizations),
      segment: titled(segments),
      happened: events(),
    };
    return plain(named[asked] ?? names.sends.map((label) => ({ label })), "name", typed.length);
  }
  const prefix = WORD.exec(written)?.[0].length ?? 0;
  const calls = ASKED.map((name): Offer => {
    const insert = name === "confirmed" ? "confirmed()" : `${name}("\${}")`;
    return { label: name, prefix, insert, sort: "function", detail: w.inspector.condition.asked[name] };
  });
  return [...plain(fields(names, false), "field", prefix), ...calls];
}

function values(stand: Stand, names: Names): Offer[] {
  const { key, prefix: written } = stand;
  const owner = shapeAt(stand)?.owner ?? null;
  if (key === null || owner === null || `step-${key}` === owner) return [];
  if (CONDITIONS.has(key)) return condition(written, names);
  const fact = fieldsOf(owner)[key];
  const prefix = written.replace(/^["']/, "").length;
  const named = namesOf(key, names);
  if (named) return plain(named, "name", prefix);
  if (MOMENTS.has(key)) return plain(fields(names, true), "field", prefix);
  if (!fact) return [];
  const choices = fact.bool ? ["true", "false"] : (fact.choices ?? []);
  const told = choices.map((label) => ({
    label,
    detail: key === "on" || key === "for" ? eventWords(label) : choiceWords(key, label),
  }));
  return [
    ...plain(told, "value", prefix),
    ...plain(
      (fact.examples ?? []).map((label) => ({ label })),
      "value",
      prefix,
    ),
  ];
}

/** Behind a dash under a list of names or choices, a value of the list's key is written. */
function listed(stand: Stand): Stand | null {
  const parent = stand.above.at(-1);
  if (!stand.item || stand.key !== null || stand.siblings.length > 0 || !parent) return null;
  const above = stand.above.slice(0, -1);
  return { ...stand, above, key: parent.key, siblings: parent.keys };
}

export function offersAt(text: string, offset: number, names: Names): Offer[] {
  const stand = standAt(text, offset);
  if (stand.key !== null) return values(stand, names);
  const offered = keys(stand, names);
  const list = offered.length === 0 ? listed(stand) : null;
  return list ? values(list, names) : offered;
}
