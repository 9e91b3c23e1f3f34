import { beforeEach, expect, test } from "vitest";
import { VISIT_REMINDER } from "~/testing/journeys";
import { DesignerStore } from "../store";
import { View } from "../view/view";
import { Gestures } from "./gestures";
import { keyName } from "./keys";
import * as moving from "./moving";

let store: DesignerStore;
let gestures: Gestures;
let view: View;

beforeEach(() => {
  store = new DesignerStore(VISIT_REMINDER, "e1");
  gestures = new Gestures(store, () => true);
  view = new View(false);
});

const order = () => gestures.steps().map(({ id }) => id);

test("a step is added behind what is chosen and is then chosen itself", () => {
  gestures.add("wait", { of: "step", id: "week-ahead" });
  const { selected } = store.get();
  expect(order().indexOf(selected ?? "")).toBe(1);
  expect(store.get().undoWords).toContain(selected ?? "?");
});

test("undoing everything gives back the text byte for byte, doing it again the other", () => {
  gestures.add("wait", { of: "trigger" });
  gestures.stand({ of: "step", id: "how-did-they-react" });
  gestures.duplicate();
  gestures.wrap("repeat");
  gestures.remove();
  gestures.paste("- exit: bye\n", { of: "path", step: "after-visit", index: 0 });
  const after = store.get().text;
  while (store.get().undoWords) store.undo();
  expect(store.get().text).toBe(VISIT_REMINDER);
  while (store.get().redoWords) store.redo();
  expect(store.get().text).toBe(after);
});

test("after a deletion the keyboard stands above what is gone", () => {
  gestures.stand({ of: "step", id: "how-did-they-react" });
  gestures.remove();
  expect(store.get().spot).toEqual({ of: "step", id: "week-ahead" });
  expect(order()).toEqual(["week-ahead", "after-visit"]);
});

test("deleting on a way deletes the case, and not the decision", () => {
  gestures.stand({ of: "path", step: "how-did-they-react", index: 0 });
  gestures.remove();
  expect(gestures.ground().get("how-did-they-react")?.step.paths[0]?.name).toBe("never looked");
});

test("one of several awaited events is given a way of its own, where steps are added and which is taken away again", () => {
  const both = VISIT_REMINDER.replace(
    /\n$/,
    "\n  - await: word\n    for: [confirmed, replied]\n    timeout: 2d\n",
  );
  store = new DesignerStore(both, "e1");
  gestures = new Gestures(store, () => true);
  expect(gestures.takesSteps({ of: "path", step: "word", index: 0 })).toBe(false);
  gestures.giveWay("word", ["on", "replied"]);
  const here = store.get().spot;
  expect(here).toEqual({ of: "path", step: "word", index: 1 });
  gestures.add("exit", gestures.spot());
  expect(
    gestures
      .ground()
      .get("word")
      ?.step.paths.map(({ steps }) => steps.length),
  ).toEqual([0, 1, 0]);
  gestures.stand(here);
  gestures.remove();
  expect(store.get().text).toBe(both);
});

test("moving by keyboard walks through places and puts the step down", () => {
  gestures.stand({ of: "step", id: "week-ahead" });
  const hand = { gestures, view };
  moving.begin(hand);
  expect(view.get().carry?.behind).toEqual({ of: "path", step: "how-did-they-react", index: 0 });
  moving.KEYS.ArrowDown?.(hand);
  moving.KEYS.Enter?.(hand);
  expect(view.get().carry).toBeNull();
  expect(gestures.ground().get("week-ahead")?.block?.id).toBe("how-did-they-react");
  store.undo();
  expect(store.get().text).toBe(VISIT_REMINDER);
});

test("escape leaves a step where it was", () => {
  gestures.stand({ of: "step", id: "week-ahead" });
  moving.begin({ gestures, view });
  moving.KEYS.Escape?.({ gestures, view });
  expect(store.get().text).toBe(VISIT_REMINDER);
});

test("whoever may not write changes nothing", () => {
  const reader = new Gestures(store, () => false);
  reader.stand({ of: "step", id: "week-ahead" });
  reader.remove();
  reader.duplicate();
  reader.add("wait", { of: "trigger" });
  expect(reader.cut()).toBe("");
  expect(store.get().text).toBe(VISIT_REMINDER);
});

test("shift and arrows choose neighbours; a command is then about all of them", () => {
  gestures.stand({ of: "step", id: "how-did-they-react" });
  gestures.extend("down");
  expect(store.get().chosen).toEqual(["how-did-they-react", "after-visit"]);
  expect(gestures.copy()).toMatch(/^- branch: how-did-they-react[\s\S]*- await: after-visit/);
});

test("jumping to a step inside a folded block opens it", () => {
  gestures.foldAll();
  gestures.reveal("day-before");
  expect(store.get().folded.has("how-did-they-react")).toBe(false);
  expect(store.get().folded.has("after-visit")).toBe(true);
});

test("blocks among the chosen steps are folded together, and unfolded together", () => {
  const blocks = ["how-did-they-react", "after-visit"];
  for (const id of ["week-ahead", ...blocks]) gestures.toggle(id);
  gestures.store.foldStep("after-visit");
  gestures.foldChosen();
  expect([...store.get().folded].sort()).toEqual([...blocks].sort());
  gestures.foldChosen();
  expect(store.get().folded.size).toBe(0);
});

test("what was parked is put back and chosen, also inside a folded block", () => {
  gestures.stand({ of: "step", id: "day-before" });
  gestures.park();
  const [parked] = gestures.parked();
  gestures.foldAll();
  gestures.restore(parked?.line ?? 0);
  expect(store.get()).toMatchObject({ text: VISIT_REMINDER, selected: "day-before" });
  expect(store.get().folded.has("how-did-they-react")).toBe(false);
});

test("keys have one name on every machine", () => {
  const press = { key: "Z", ctrlKey: false, metaKey: true, shiftKey: true };
  expect(keyName(press)).toBe("mod+shift+z");
});
