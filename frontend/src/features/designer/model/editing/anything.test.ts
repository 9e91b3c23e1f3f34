// Whatever somebody does in whatever order: the text can be read, says what it should, and loses nothing.
// CARELOOM_FUZZ=10000 runs it as often as the promise says; CI runs a part of it.
import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CST, Lexer, parseDocument } from "yaml";
import { dataOf, type Gesture, gesture, type Pick } from "~/testing/gestures";
import { writtenJourney } from "~/testing/written";
import { everyStep } from "../document";
import { applyChanges, idsOf, inverted, isRefused, NO_HISTORY, readDraft, record, redo, undo } from ".";
import { lineBreak } from "./lines";

const RUNS = Number(process.env.CARELOOM_FUZZ ?? 120);
const journeys = new URL("../../../../../../journeys/", import.meta.url);
const shipped = readdirSync(journeys, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "schema")
  .map((entry) => readFileSync(new URL(`${entry.name}/journey.yaml`, journeys), "utf8"));

const ALLOWED = ["last-one", "id-taken", "not-neighbours", "into-itself"];

function commentsOf(text: string): string[] {
  let before = "";
  const found: string[] = [];
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith("#") && before !== CST.SCALAR) found.push(token.trimEnd());
    before = token;
  }
  return found;
}

/** What is said in comments; of parked steps only what was a comment in them (and not a `# no comment` in their words). */
const remarks = (text: string): string[] =>
  commentsOf(text)
    .flatMap((comment) => {
      const parked = /^(?:#\| *)+(.*)$/.exec(comment)?.[1];
      return parked === undefined ? comment : (/(?<=^|\s)#.*$/.exec(parked)?.[0] ?? []);
    })
    .filter((comment) => !comment.startsWith("# no comment"));

/** What is in the first list more often than in the second. */
function missing(first: readonly string[], second: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of second) counts.set(one, (counts.get(one) ?? 0) + 1);
  return first.filter((one) => {
    const left = counts.get(one) ?? 0;
    counts.set(one, left - 1);
    return left <= 0;
  });
}

/** Lines that speak for themselves: no keys of lists, no brackets, which open and close by themselves. */
const ownLines = (text: string): string[] =>
  text.split(/\r?\n/).filter((line) => line.trim() && !/[[\]{}]|:( *#.*)?$|^ *#/.test(line));

const breaksOf = (text: string): string[] => [...new Set(text.match(/\r?\n/g) ?? [])];

const trimmed = (lines: readonly string[]): string[] => lines.map((line) => line.trim());

const KEEPS_LINES = /^(add (?!case|path|event)|move|delete|cut|duplicate|paste|wrap)/;

function check(before: string, made: Gesture): void {
  const { outcome, expected, mayGo, mayShift = "", name } = made;
  if (isRefused(outcome)) {
    expect(ALLOWED, name).toContain(outcome.refused);
    return;
  }
  const { text, changes } = outcome;
  const document = parseDocument(text, { version: "1.2" });
  expect(document.errors, `${name} leaves YAML`).toEqual([]);
  if (expected !== null) expect(dataOf(text), `${name} says what it should`).toEqual(expected);
  expect(breaksOf(text), `${name} keeps line ends`).toEqual(
    text.includes("\n") ? breaksOf(`${before}${lineBreak(before)}`) : [],
  );
  expect(applyChanges(before, changes)).toBe(text);
  expect(applyChanges(text, inverted(changes)), `${name} can be taken back`).toBe(before);
  const gone = missing(remarks(before), [...remarks(text), ...remarks(mayGo)]);
  const lost = name === "restore" ? gone.filter((remark) => !remark.startsWith("# parked: ")) : gone;
  expect(lost, `${name} keeps comments`).toEqual([]);
  if (KEEPS_LINES.test(name)) {
    const left = missing(ownLines(before), ownLines(text));
    const own = missing(trimmed(left), trimmed(ownLines(mayGo + mayShift)));
    expect(own, `${name} leaves other lines alone`).toEqual([]);
  }
}

const one = fc.tuple(fc.nat(200), fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999), fc.nat(999)));
const start = fc.oneof(
  fc.constantFrom(...shipped),
  fc.integer().map(writtenJourney),
  fc.integer().map(writtenJourney),
);

test(`any of ${RUNS} sequences of commands on shipped and random journeys`, { timeout: 3_600_000 }, () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(start, fc.array(one, { minLength: 1, maxLength: 8 }), (begin, sequence) => {
      let text = begin;
      let history = NO_HISTORY;
      for (const [which, pick] of sequence) {
        const made = gesture(text, which, pick as Pick);
        if (!made) continue;
        check(text, made);
        seen.set(made.name, (seen.get(made.name) ?? 0) + 1);
        if (isRefused(made.outcome)) continue;
        history = record(history, made.outcome, 0);
        text = made.outcome.text;
        const draft = readDraft(text);
        const drawn = everyStep(draft.document?.steps ?? []).map(({ step }) => step.id);
        expect(drawn.sort(), "the canvas draws what the text says").toEqual([...idsOf(draft)].sort());
      }
      const end = text;
      for (let turn = undo(history, text); turn; turn = undo(history, text)) ({ history, text } = turn);
      expect(text, "undone to the first byte").toBe(begin);
      for (let turn = redo(history, text); turn; turn = redo(history, text)) ({ history, text } = turn);
      expect(text, "done again").toBe(end);
    }),
    { numRuns: RUNS },
  );
  if (process.env.CARELOOM_FUZZ)
    process.stdout.write(`${JSON.stringify(Object.fromEntries([...seen].sort()))}\n`);
});
