// YAML text → document, with positions. Tolerant where the compiler is strict: it draws what it can understand.
import { w } from "~/words";
import type { Fields, JourneyDocument, Reading } from "./document";
import { readSource, type Source } from "./source/source";
import { plain } from "./source/tree";
import { readSteps } from "./steps";

const word = (value: unknown): string =>
  typeof value === "string" ? value : value == null ? "" : typeof value === "object" ? "" : String(value);

const asMap = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;

function exitEvents(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => word(asMap(entry)?.on) || []);
}

/** Everything the journey itself says, the steps left out. */
function topOf({ root }: Source): Fields {
  if (root?.type !== "map") return {};
  return plain({ ...root, entries: root.entries.filter(({ key }) => key !== "steps") }) as Fields;
}

function toDocument(source: Source): JourneyDocument {
  const top = topOf(source);
  return {
    fields: top,
    slug: word(top.journey),
    title: word(top.title),
    purpose: word(top.purpose),
    owner: word(top.owner),
    notes: word(top.notes),
    enroll: asMap(top.enroll) ?? {},
    exits: exitEvents(top.exit),
    goal: asMap(top.goal),
    sendWindow: asMap(top.send_window),
    steps: readSteps(source),
  };
}

/** Never throws: broken text yields slips with line and column. */
export function readJourney(text: string): Reading {
  return readingOf(readSource(text));
}

export function readingOf(source: Source): Reading {
  if (source.slips.length > 0) return { document: null, slips: source.slips };
  if (source.root?.type !== "map") {
    return {
      document: null,
      slips: [{ message: w.terms.reading.mapping, line: 1, column: 1 }],
    };
  }
  return { document: toDocument(source), slips: [] };
}
