import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DraftShown } from "~/api/drafts";
import { ApiProblem } from "~/api/problem";
import { DraftSaver, FILE } from "./saver";

const draftOf = (text: string, revision: number): DraftShown => ({
  journey: "j",
  files: { [FILE]: text },
  revision,
  made_at: null,
  updated_at: null,
  changed: [],
  behind: [],
  others: [],
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the saver of drafts", () => {
  test("saves once when typing has stopped, with the revision it saw", async () => {
    const save = vi.fn((text: string, revision: number) => Promise.resolve(draftOf(text, revision + 1)));
    const saver = new DraftSaver(save);
    saver.adopt(draftOf("a", 3));
    saver.text("ab");
    await vi.advanceTimersByTimeAsync(500);
    saver.text("abc");
    await vi.advanceTimersByTimeAsync(900);
    expect(save.mock.calls).toEqual([["abc", 3]]);
    expect(saver.get()).toMatchObject({ phase: "resting", draft: { revision: 4 } });
  });

  test("what is typed during a save is saved after it, never beside it", async () => {
    const ends: ((draft: DraftShown) => void)[] = [];
    const save = vi.fn(() => new Promise<DraftShown>((end) => ends.push(end)));
    const saver = new DraftSaver(save);
    saver.adopt(draftOf("a", 0));
    saver.text("b");
    await vi.advanceTimersByTimeAsync(900);
    saver.text("c");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save).toHaveBeenCalledTimes(1);
    ends[0]?.(draftOf("b", 1));
    await vi.advanceTimersByTimeAsync(900);
    expect(save.mock.calls[1]).toEqual(["c", 1]);
  });

  test("another window's draft is not written over until somebody chose", async () => {
    const save = vi.fn(() => Promise.reject(new ApiProblem(412, "draft-moved", "", "")));
    const saver = new DraftSaver(save);
    saver.adopt(draftOf("a", 1));
    saver.text("b");
    await vi.advanceTimersByTimeAsync(900);
    expect(saver.get().phase).toBe("elsewhere");
    saver.text("bc");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
  });

  test("what was sent and not answered is remembered until an answer comes", async () => {
    const save = vi.fn(() => Promise.reject(new ApiProblem(0, "server-not-reached", "", "")));
    const saver = new DraftSaver(save);
    saver.adopt(draftOf("a", 1));
    saver.text("b");
    await vi.advanceTimersByTimeAsync(900);
    saver.text("c");
    save.mockImplementationOnce(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(saver.sent).toEqual(["b", "c"]);
    const answered = new DraftSaver((text, revision) => Promise.resolve(draftOf(text, revision + 1)));
    answered.adopt(draftOf("a", 1));
    answered.text("b");
    await answered.flush();
    expect(answered.sent).toEqual([]);
  });

  test("what is written instead waits for the save before it, and nothing is saved beside it", async () => {
    const save = vi.fn((text: string, revision: number) => Promise.resolve(draftOf(text, revision + 1)));
    const saver = new DraftSaver(save);
    saver.adopt(draftOf("a", 0));
    saver.text("b");
    let restored = (_: { draft: DraftShown }) => {};
    const instead = saver.instead(() => new Promise<{ draft: DraftShown }>((end) => (restored = end)));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save.mock.calls).toEqual([["b", 0]]);
    saver.text("old");
    restored({ draft: draftOf("old", 2) });
    expect((await instead).draft.revision).toBe(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(saver.get()).toMatchObject({ phase: "resting", draft: { revision: 2 } });
    await expect(saver.instead(() => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    expect(saver.get()).toMatchObject({ phase: "resting", draft: { revision: 2 } });
  });

  test("a save that failed is tried again by itself", async () => {
    const save = vi
      .fn<(text: string, revision: number) => Promise<DraftShown>>()
      .mockRejectedValueOnce(new ApiProblem(503, "down", "", ""))
      .mockImplementation((text, revision) => Promise.resolve(draftOf(text, revision + 1)));
    const saver = new DraftSaver(save);
    saver.adopt(draftOf("a", 1));
    saver.text("b");
    await vi.advanceTimersByTimeAsync(900);
    expect(saver.get().phase).toBe("failed");
    await vi.advanceTimersByTimeAsync(6_000);
    expect(saver.get()).toMatchObject({ phase: "resting", draft: { files: { [FILE]: "b" } } });
  });
});
