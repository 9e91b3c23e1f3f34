import { describe, expect, test } from "vitest";
import { VISIT_REMINDER } from "~/testing/journeys";
import { addStep, isRefused, readDraft } from "../model/editing";
import { readJourney } from "../model/read";
import { groundOf } from "../model/walking";
import { isPlaceFor, placeBehind, topmost } from "./commanding";
import { foldable, foldsAround } from "./folds";
import type { Spot } from "./selection";
import { atSpot, kept, several, toggled } from "./selection";

const steps = readJourney(VISIT_REMINDER).document?.steps ?? [];
const ground = groundOf(steps);
const behind = (id: string): Spot => ({ of: "step", id });
const into = (step: string, index: number): Spot => ({ of: "path", step, index });

describe("places of the picture", () => {
  test("behind a way means its beginning, behind a step that ends the way means before it", () => {
    expect(placeBehind(ground, into("how-did-they-react", 1))).toEqual({
      step: "how-did-they-react",
      within: ["cases", 1, "steps"],
      index: 0,
    });
    expect(placeBehind(ground, behind("confirmed"))).toEqual({ before: "confirmed" });
    expect(placeBehind(ground, behind("week-ahead"))).toEqual({ after: "week-ahead" });
  });

  test("a step can be put at every place, and lands where the picture says", () => {
    const draft = readDraft(VISIT_REMINDER);
    const spots: Spot[] = [{ of: "trigger" }];
    for (const [id, { step }] of ground) {
      spots.push(behind(id));
      for (const index of step.paths.keys()) spots.push(into(id, index));
    }
    for (const spot of spots) {
      const place = placeBehind(ground, spot);
      if (!place) continue;
      const outcome = addStep(draft, { kind: "wait", place });
      expect(isRefused(outcome), JSON.stringify(spot)).toBe(false);
      if (isRefused(outcome)) continue;
      const now = groundOf(readJourney(outcome.text).document?.steps ?? []);
      const added = now.get(outcome.ids[0] ?? "");
      if (spot.of === "path") expect([added?.block?.id, added?.way]).toEqual([spot.step, spot.index]);
      if (spot.of === "trigger") expect([added?.block, added?.index]).toEqual([null, 0]);
      if (spot.of === "step") expect(added?.list.map(({ id }) => id)).toContain(spot.id);
    }
  });

  test("a block is not moved into itself, and a step not to where it is", () => {
    expect(isPlaceFor(ground, ["how-did-they-react"], into("how-did-they-react", 0))).toBe(false);
    expect(isPlaceFor(ground, ["how-did-they-react"], behind("day-before"))).toBe(false);
    expect(isPlaceFor(ground, ["week-ahead"], { of: "trigger" })).toBe(false);
    expect(isPlaceFor(ground, ["how-did-they-react"], behind("week-ahead"))).toBe(false);
    expect(isPlaceFor(ground, ["week-ahead"], behind("day-before"))).toBe(true);
  });

  test("what is inside something chosen is chosen with it, and the text's order is kept", () => {
    expect(topmost(ground, ["after-visit", "day-before", "how-did-they-react", "gone"])).toEqual([
      "how-did-they-react",
      "after-visit",
    ]);
  });
});

describe("what is chosen", () => {
  test("a step can be added to it and taken away", () => {
    const two = toggled(several(["a"]), "b");
    expect(two.chosen).toEqual(["a", "b"]);
    expect(toggled(two, "b").chosen).toEqual(["a"]);
  });

  test("a new id is followed, what is gone is let go", () => {
    expect(kept(several(["a", "b"]), new Set(["a", "c"]), { b: "c" })).toMatchObject({
      selected: "c",
      chosen: ["a", "c"],
    });
    expect(kept(several(["a"]), new Set(["b"])).spot).toBeNull();
    expect(kept(atSpot(into("a", 1)), new Set(["a"])).spot).toEqual(into("a", 1));
  });
});

test("the folded blocks around a step are found, the outermost first", () => {
  expect(foldable(steps)).toEqual(["how-did-they-react", "after-visit"]);
  expect(foldsAround(steps, "day-before", new Set(["how-did-they-react", "after-visit"]))).toEqual([
    "how-did-they-react",
  ]);
  expect(foldsAround(steps, "week-ahead", new Set(["after-visit"]))).toEqual([]);
});
