// One step is found without placing all of them: the same one, at the same place.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyWrittenJourney } from "~/testing/written";
import { readSource, type Source } from "../source/source";
import { everyFound, everyId, foundAt, foundById } from "./nesting";

function agrees(source: Source): void {
  const all = everyFound(source);
  expect(everyId(source)).toEqual(all.map(({ id }) => id));
  for (const step of all) {
    expect(foundAt(source, step.path)).toEqual(step);
    expect(foundById(source, step.id)).toEqual(all.find(({ id }) => id === step.id));
  }
}

test("any journey: a step found by its path or its id is the one that stands there among all", () => {
  fc.assert(
    fc.property(anyWrittenJourney, (text) => agrees(readSource(text))),
    { numRuns: Number(process.env.CARELOOM_FUZZ ?? 60) },
  );
});

test("of two steps with one id the first is found, in a journey read in pieces or in one", () => {
  const steps = "- wait: twice\n  for: 1d\n- wait: twice\n  for: 2d\n";
  for (const text of [`steps:\n${steps}`, `---\nsteps:\n${steps}`]) {
    const source = readSource(text);
    agrees(source);
    expect(foundById(source, "twice")?.path).toEqual(["steps", 0]);
  }
});

test("where no step stands, none is found", () => {
  const source = readSource("steps:\n- wait: one\n  for: 1d\n");
  for (const path of [[], ["steps"], ["steps", 1], ["steps", -1], ["steps", 0, "for"], ["exit", 0]])
    expect(foundAt(source, path)).toBeNull();
  expect(foundById(source, "two")).toBeNull();
});
