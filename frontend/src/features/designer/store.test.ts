import { describe, expect, test, vi } from "vitest";
import { VISIT_REMINDER } from "~/testing/journeys";
import { deleteSteps, duplicate, renameStep } from "./model/editing";
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
    store.edit(store.get().base);
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

  test("a step whose new name is taken back stays chosen, whatever stands around it", () => {
    const store = open();
    store.select("how-did-they-react");
    store.run((draft) => renameStep(draft, { step: "how-did-they-react", id: "what-came" }));
    store.undo();
    expect(store.get()).toMatchObject({ selected: "how-did-they-react", chosen: ["how-did-they-react"] });
    store.redo();
    expect(store.get()).toMatchObject({ selected: "what-came", chosen: ["what-came"] });
  });

  test("a version restored is one named step, which undo and redo do with its files or not at all", async () => {
    const store = open();
    const files = [{ file: "messages/a.mjml", before: "mine", after: "theirs" }];
    store.become("journey: j\ntitle: First\n", { did: "version", what: "1" }, files);
    expect(store.get()).toMatchObject({ undoWords: "Restored version 1", document: { title: "First" } });
    store.undo();
    expect(store.get().document?.title).toBe("First");
    const put = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue(undefined);
    store.putFilesBy((turn, taken) =>
      put(turn.files)
        .then(taken)
        .catch(() => undefined),
    );
    store.undo();
    await vi.waitFor(() => expect(put).toHaveBeenCalledTimes(1));
    expect(store.get().document?.title).toBe("First");
    await vi.waitFor(() => {
      store.undo();
      expect(store.get().text).toBe(VISIT_REMINDER);
    });
    expect(put).toHaveBeenLastCalledWith([{ file: "messages/a.mjml", before: "theirs", after: "mine" }]);
    await vi.waitFor(() => {
      store.redo();
      expect(store.get().document?.title).toBe("First");
    });
    expect(put).toHaveBeenLastCalledWith(files);
  });

  test("a version that changes nothing but messages can be taken back, too", () => {
    const store = open();
    store.become(VISIT_REMINDER, { did: "version", what: "1" }, []);
    expect(store.get().undoWords).toBe("");
    store.become(VISIT_REMINDER, { did: "version", what: "1" }, [{ file: "f", before: null, after: "x" }]);
    expect(store.get().undoWords).toBe("Restored version 1");
  });

  test("nothing is edited while files are put back: it would begin at a text that is going", async () => {
    const store = open();
    store.become("journey: j\n", { did: "version", what: "1" }, [{ file: "f", before: "a", after: "b" }]);
    let arrive = () => {};
    store.putFilesBy(
      (_, taken) =>
        new Promise<void>((end) => {
          arrive = () => {
            taken();
            end();
          };
        }),
    );
    store.undo();
    store.edit("journey: other\n");
    expect(store.get().text).toBe("journey: j\n");
    expect(store.get().said?.words).toContain("One moment");
    arrive();
    await vi.waitFor(() => {
      store.edit("journey: other\n");
      expect(store.get().text).toBe("journey: other\n");
    });
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
