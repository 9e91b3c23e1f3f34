import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  applyChanges,
  deleteParked,
  deleteSteps,
  type Edited,
  idsOf,
  inverted,
  isRefused,
  moveSteps,
  type Outcome,
  parkedSteps,
  parkSteps,
  readDraft,
  restoreParked,
} from ".";

function done(outcome: Outcome): Edited {
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}

const journeys = new URL("../../../../../../journeys/", import.meta.url);
const shipped = readFileSync(new URL("visit-reminder/journey.yaml", journeys), "utf8");
const draft = readDraft(shipped);

test.each(idsOf(draft))("%s is parked as comments and put back to the first byte", (id) => {
  const parked = readDraft(done(parkSteps(draft, { steps: [id] })).text);
  expect(idsOf(parked)).not.toContain(id);
  const [only] = parkedSteps(parked);
  expect(only).toMatchObject({ id });
  expect(done(restoreParked(parked, { line: only?.line ?? 0 })).text).toBe(shipped);
});

test("a parked step stays where it is when its neighbours move or go", () => {
  const parked = readDraft(done(parkSteps(draft, { steps: ["week-ahead"] })).text);
  const moved = readDraft(
    done(moveSteps(parked, { steps: ["day-before"], place: { after: "after-visit" } })).text,
  );
  const gone = readDraft(done(deleteSteps(moved, { steps: ["in-person", "how-did-they-react"] })).text);
  expect(parkedSteps(gone)).toMatchObject([{ id: "week-ahead", kind: "send" }]);
  expect(gone.text).toContain(
    "\n  # parked: week-ahead\n  #| - send: week-ahead\n  #|   message: reminder\n",
  );
  expect(idsOf(readDraft(done(restoreParked(gone, { line: parkedSteps(gone)[0]?.line ?? 0 })).text))[0]).toBe(
    "week-ahead",
  );
});

test("put back beside a step that has its id by now, it gets another", () => {
  const parked = done(parkSteps(readDraft("steps:\n  - exit: a\n  - exit: b\n"), { steps: ["a"] })).text;
  const draft = readDraft(`${parked}  - exit: a\n`);
  const { ids, renamed } = done(restoreParked(draft, { line: parkedSteps(draft)[0]?.line ?? 0 }));
  expect({ ids, renamed }).toEqual({ ids: ["a-2"], renamed: { a: "a-2" } });
});

test("a line where nothing is parked is told", () => {
  expect(restoreParked(draft, { line: 3 })).toEqual({ refused: "no-such-step" });
});

test("what is parked tells where it stood and which steps are in it", () => {
  const first = readDraft(done(parkSteps(draft, { steps: idsOf(draft).slice(0, 1) })).text);
  expect(parkedSteps(first)[0]?.stood).toEqual({ of: "beginning" });
  const block = readDraft(done(parkSteps(draft, { steps: ["how-did-they-react"] })).text);
  const [parked] = parkedSteps(block);
  expect(parked?.stood).toEqual({ of: "after", step: "day-before" });
  expect(parked?.steps[0]).toEqual({ id: "how-did-they-react", kind: "branch" });
  expect(parked?.steps.length).toBeGreaterThan(2);
});

test("parked on a way of a block, it stood inside that block", () => {
  const inside = "steps:\n  - repeat: again\n    steps:\n      - wait: a\n      - exit: b\n";
  const stood = (id: string) =>
    parkedSteps(readDraft(done(parkSteps(readDraft(inside), { steps: [id] })).text))[0]?.stood;
  expect(stood("a")).toEqual({ of: "inside", step: "again" });
  expect(stood("b")).toEqual({ of: "after", step: "a" });
});

test("deleting what is parked takes its lines away and nothing else, and can be undone", () => {
  const parked = done(parkSteps(draft, { steps: ["week-ahead"] })).text;
  const gone = done(deleteParked(readDraft(parked), { line: parkedSteps(readDraft(parked))[0]?.line ?? 0 }));
  expect(gone.text).not.toContain("parked");
  expect(gone.text).toBe(done(deleteSteps(draft, { steps: ["week-ahead"] })).text);
  expect(applyChanges(gone.text, inverted(gone.changes))).toBe(parked);
});
