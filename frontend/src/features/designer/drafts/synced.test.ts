import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DraftShown } from "~/api/drafts";
import { ApiProblem } from "~/api/problem";
import { DraftSaver, FILE } from "./saver";
import { keepSent, keepSynced, takeUp } from "./synced";

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

const shelf = new Map<string, string>();
const tab = {
  getItem: (name: string) => shelf.get(name) ?? null,
  setItem: (name: string, text: string) => void shelf.set(name, text),
};

beforeEach(() => shelf.clear());

describe("a tab that is loaded again", () => {
  test("goes on saving what it had not saved, where nobody else saved", () => {
    keepSynced("j", draftOf("a", 1), tab);
    expect(takeUp("j", "ab", draftOf("a", 1), tab)).toEqual({ show: false, draft: draftOf("a", 1) });
  });

  test("shows what another window saved, where all of its own was saved", () => {
    keepSynced("j", draftOf("a", 1), tab);
    expect(takeUp("j", "a", draftOf("b", 2), tab)).toEqual({ show: true, draft: draftOf("b", 2) });
  });

  test("never writes over what another window saved, also when loaded twice", async () => {
    keepSynced("j", draftOf("a", 1), tab);
    const save = vi.fn((_: string, revision: number) =>
      revision === 2
        ? Promise.resolve(draftOf("ab", 3))
        : Promise.reject(new ApiProblem(412, "draft-moved", "", "")),
    );
    for (const _ of ["once", "again"]) {
      const { show, draft } = takeUp("j", "ab", draftOf("b", 2), tab);
      const saver = new DraftSaver(save);
      saver.adopt(draft);
      saver.text("ab");
      expect(show).toBe(false);
      await expect(saver.flush()).rejects.toMatchObject({ status: 412 });
      expect(saver.get().phase).toBe("elsewhere");
    }
  });

  test("knows what it sent itself, although the answer never came, and goes on from there", () => {
    keepSynced("j", draftOf("a", 1), tab);
    keepSent("j", ["ab"], tab);
    expect(takeUp("j", "abc", draftOf("ab", 2), tab)).toEqual({ show: false, draft: draftOf("ab", 2) });
    expect(takeUp("j", "abc", draftOf("x", 3), tab).draft.revision).toBe(1);
    keepSynced("j", draftOf("b", 3), tab);
    expect(takeUp("j", "abc", draftOf("ab", 4), tab).draft.revision).toBe(3);
  });

  test("saves as before where it cannot know what was agreed on", () => {
    expect(takeUp("j", "ab", draftOf("b", 2), tab)).toEqual({ show: false, draft: draftOf("b", 2) });
    shelf.set("careloom-synced j", "{broken");
    expect(takeUp("j", "ab", draftOf("b", 2), tab).draft.revision).toBe(2);
  });
});
