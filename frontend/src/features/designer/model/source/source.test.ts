import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Document, isCollection, parseDocument, visit } from "yaml";
import { anyWrittenJourney } from "~/testing/written";
import { everyStep } from "../document";
import { readJourney } from "../read";
import { readSource } from "./source";
import { plain } from "./tree";

const whole = (text: string) => parseDocument(text, { version: "1.2" });

/** Whether it has what the language has not: aliases, and keys that are no words. */
function isStrange(document: Document): boolean {
  let strange = false;
  visit(document, {
    Alias: () => {
      strange = true;
    },
    Pair: (_key, pair) => {
      if (isCollection(pair.key)) strange = true;
    },
  });
  return strange;
}

test("read in pieces, a journey says what it says when it is read in one", () => {
  fc.assert(
    fc.property(anyWrittenJourney, (text) => {
      const source = readSource(text);
      expect(source.slips).toEqual([]);
      expect(plain(source.root)).toEqual(whole(text).toJS());
      for (const { step } of everyStep(readJourney(text).document?.steps ?? [])) {
        const { from, to, line, endLine } = step.place;
        expect(text.slice(from).startsWith(step.kind) || text[from] === "{").toBe(true);
        expect(text.slice(0, from).split("\n").length).toBe(line);
        expect(text.slice(0, to).split("\n").length).toBe(endLine);
      }
    }),
    { numRuns: Number(process.env.CARELOOM_FUZZ ?? 150) },
  );
});

test("whatever is broken in a journey: both ways of reading it agree whether it can be read", () => {
  const broken = fc.tuple(
    anyWrittenJourney,
    fc.nat(),
    fc.constantFrom("[", '"', ":", "\n", "- ", "  ", "}", "#", "|", "\t", "&a", "---\n"),
  );
  fc.assert(
    fc.property(broken, ([text, at, put]) => {
      const offset = at % (text.length + 1);
      const now = text.slice(0, offset) + put + text.slice(offset);
      const source = readSource(now);
      const inOne = whole(now);
      const readable = inOne.errors.length === 0 && !isStrange(inOne);
      expect(source.slips.length === 0).toBe(readable);
      if (readable) expect(plain(source.root)).toEqual(inOne.toJS());
    }),
    { numRuns: Number(process.env.CARELOOM_FUZZ ?? 300) },
  );
});

test.each(["&a", "&a\nmoved_to: {}", "!x\nmoved_to: {}", "&a moved_to: {}", "? moved_to", "word", "[]"])(
  "behind the steps, %j can be read in pieces where it can be read in one",
  (tail) => {
    const text = `journey: j\nsteps:\n  - exit: s0\n${tail}\n`;
    const inOne = whole(text);
    const source = readSource(text);
    expect(source.slips.length === 0).toBe(inOne.errors.length === 0);
    if (inOne.errors.length === 0) expect(plain(source.root)).toEqual(inOne.toJS());
  },
);

test("a slip in one step is told with its line in the whole text", () => {
  const text = readFileSync(
    new URL("../../../../../../journeys/visit-reminder/journey.yaml", import.meta.url),
    "utf8",
  );
  const at = text.indexOf("    message: rebook") >= 0 ? text.indexOf("message: rebook") : 0;
  const now = `${text.slice(0, at)}message: "rebook${text.slice(at + "message: rebook".length)}`;
  expect(readSource(now).slips[0]?.line).toBeGreaterThanOrEqual(now.slice(0, at).split("\n").length);
});

test("the text of a moment ago is not read again, another one is", () => {
  const text = "steps:\n- wait: one\n  for: 1d\n";
  const source = readSource(text);
  expect(readSource(`${text}`)).toBe(source);
  expect(readSource(text.replace("1d", "2d")).root).not.toEqual(source.root);
});
