// What was done survives a reload of the page, unless the text was changed elsewhere meanwhile.
import { expect, test } from "vitest";
import { NO_HISTORY, record, undo } from "../model/editing";
import { keepEdits, recallEdits } from "./kept";

function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, words: string) => void kept.set(name, words),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const history = record(
  NO_HISTORY,
  { deed: { did: "changed", what: "title" }, changes: [{ at: 0, removed: "A", inserted: "B" }] },
  1,
);

test("a text that was saved comes back with what leads back from it", () => {
  const tab = shelf();
  keepEdits("form", { text: "B", history }, "B", tab);
  const kept = recallEdits("form", "B", tab);
  expect(kept && undo(kept.history, kept.text)?.text).toBe("A");
});

test("a text that was not saved yet comes back over what it began from", () => {
  const tab = shelf();
  keepEdits("form", { text: "B", history }, "A", tab);
  expect(recallEdits("form", "A", tab)?.text).toBe("B");
});

test("a text that somebody else changed meanwhile is theirs", () => {
  const tab = shelf();
  keepEdits("form", { text: "B", history }, "A", tab);
  expect(recallEdits("form", "C", tab)).toBeNull();
});

test("where nothing was done, nothing is kept", () => {
  const tab = shelf();
  keepEdits("form", { text: "A", history: NO_HISTORY }, "A", tab);
  expect(tab.getItem("form")).toBeNull();
});
