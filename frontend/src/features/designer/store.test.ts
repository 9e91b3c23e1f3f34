import { describe, expect, test, vi } from "vitest";
import { VISIT_REMINDER } from "~/testing/journeys";
import { deleteSteps, duplicate } from "./model/editing";
import { DesignerStore } from "./store";

const open = () => new DesignerStore(VISIT_REMINDER, "e1");

describe("the designer's document", () => {
  test("who may only look changes nothing, and is told so", () => {
    const store = new DesignerStore(VISIT_REMINDER, "e1", undefined, false);
    store.edit("journey: other");
    store.run((draft) => ({ text: `${draft.text}# more`, deed: { of: "typed" }, ids: [] }) as never);
    expect(store.get().text).toBe(VISIT_REMINDER);
    expect(store.get().said?.words).toContain("author");
  });

  test("broken text keeps the last picture that could be drawn", () => {
    const store = open();
    store.edit(`${VISIT_REMINDER}\n  oops: [`);
    expect(store.get().slips).not.toEqual([]);
    expect(store.get().document?.title).toBe("Visit reminder");
    store.edit(VISIT_REMINDER.replace("Visit reminder", "Another title"));
    expect(store.get().slips).toEqual([]);
    expect(store.get().document?.title).toBe("Another title");
  });

  test("a newer text of the server is taken when nothing was edited", () => {
    const store = open();
    store.rebase("journey: j\ntitle: Theirs\n", "e2");
    expect(store.get()).toMatchObject({ etag: "e2", document: { title: "Theirs" } });
  });

  test("edits survive a newer text of the server, and discarding them gives the newer one", () => {
    const store = open();
    store.edit("journey: j\ntitle: Mine\n");
    store.rebase("journey: j\ntitle: Theirs\n", "e2");
    expect(store.get().document?.title).toBe("Mine");
    store.discard();
    expect(store.get().document?.title).toBe("Theirs");
  });

  test("going to a line opens the text, again each time it is asked", () => {
    const store = open();
    store.goToLine(7, 3);
    const first = store.get().goTo;
    store.goToLine(7, 3);
    expect(store.get()).toMatchObject({ tab: "yaml", open: true, goTo: { line: 7, column: 3 } });
    expect(store.get().goTo).not.toBe(first);
  });

  test("after an undo the keyboard stands where something happened", () => {
    const store = open();
    const text = store.get().text;
    store.select("how-did-they-react");
    store.run((draft) => duplicate(draft, { steps: ["how-did-they-react"] }));
    expect(store.get().selected).not.toBe("how-did-they-react");
    store.undo();
    expect(store.get()).toMatchObject({ text, selected: "how-did-they-react" });
    store.run((draft) => deleteSteps(draft, { steps: ["how-did-they-react"] }));
    store.select(null);
    store.undo();
    expect(store.get()).toMatchObject({ text, selected: "how-did-they-react" });
  });

  test("listeners hear of a change, and not of the same text again", () => {
    const store = open();
    const heard = vi.fn();
    const stop = store.subscribe(heard);
    store.edit(VISIT_REMINDER);
    expect(heard).not.toHaveBeenCalled();
    store.select("week-ahead");
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    store.select(null);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
