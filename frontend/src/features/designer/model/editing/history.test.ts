import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  changeBetween,
  futureOf,
  type History,
  keep,
  NO_HISTORY,
  pastOf,
  recall,
  record,
  redo,
  type Shelf,
  shelfName,
  typed,
  undo,
} from ".";

function type(
  history: History,
  texts: string[],
  at = (index: number) => index,
): { history: History; text: string } {
  let now = history;
  for (let index = 1; index < texts.length; index++)
    now = record(now, typed(texts[index - 1] ?? "", texts[index] ?? ""), at(index));
  return { history: now, text: texts.at(-1) ?? "" };
}

describe("undo and redo", () => {
  test("typing without a pause is one entry, however it goes", () => {
    const { history, text } = type(NO_HISTORY, ["ab", "a1b", "a12b", "a1b", "a1xb", "a1xb!"]);
    expect(pastOf(history)).toHaveLength(1);
    expect(undo(history, text)?.text).toBe("ab");
  });

  test("a pause, another deed or an undo begins a new entry", () => {
    const paused = type(NO_HISTORY, ["a", "ab", "abc"], (index) => index * 10_000);
    expect(pastOf(paused.history)).toHaveLength(2);
    const other = record(
      paused.history,
      { deed: { did: "moved", what: "x" }, changes: changeBetween("abc", "bca") },
      20_001,
    );
    expect(pastOf(other).map((one) => one.deed.did)).toEqual(["moved", "wrote", "wrote"]);
    const back = undo(paused.history, "abc");
    if (!back) throw new Error("nothing to take back");
    expect(pastOf(record(back.history, typed("ab", "abd"), 20_002))).toHaveLength(2);
  });

  test("what was undone can be done again until something else is done", () => {
    const { history, text } = type(NO_HISTORY, ["a", "ab"]);
    const back = undo(history, text);
    expect(back && redo(back.history, back.text)?.text).toBe("ab");
    expect(back && futureOf(record(back.history, typed("a", "ac"), 1))).toEqual([]);
  });

  test("what happened to files is taken back with the text, also after the history was kept", () => {
    const files = [{ file: "messages/a.mjml", before: null, after: "b" }];
    const done = record(NO_HISTORY, { deed: { did: "version", what: "1" }, changes: [], files }, 0);
    const words = new Map<string, string>();
    const shelf: Shelf = {
      getItem: (name) => words.get(name) ?? null,
      setItem: (name, text) => void words.set(name, text),
      removeItem: (name) => void words.delete(name),
    };
    keep(shelf, "x", { text: "t", history: done });
    const back = undo(recall(shelf, "x")?.history ?? NO_HISTORY, "t");
    expect(back?.files).toEqual([{ file: "messages/a.mjml", before: "b", after: null }]);
    expect(back && redo(back.history, "t")?.files).toEqual(files);
    words.set("x", (words.get("x") ?? "").replace('"messages/a.mjml"', "1"));
    expect(recall(shelf, "x")).toBeNull();
  });

  test("nothing done is no entry; another text is left alone", () => {
    expect(record(NO_HISTORY, typed("a", "a"), 0)).toBe(NO_HISTORY);
    const { history } = type(NO_HISTORY, ["a", "ab"]);
    expect(undo(history, "something else")).toBeNull();
    expect(undo(NO_HISTORY, "a")).toBeNull();
    expect(redo(history, "ab")).toBeNull();
  });

  test("any texts, at any pace: back to the first and forward to the last", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 8 }), fc.nat(3000)), { minLength: 1 }),
        (steps) => {
          let at = 0;
          let history = NO_HISTORY;
          let text = "begin";
          for (const [next, pause] of steps) {
            at += pause;
            history = record(history, typed(text, next), at);
            text = next;
          }
          const end = text;
          for (let turn = undo(history, text); turn; turn = undo(history, text)) ({ history, text } = turn);
          expect(text).toBe("begin");
          for (let turn = redo(history, text); turn; turn = redo(history, text)) ({ history, text } = turn);
          expect(text).toBe(end);
        },
      ),
    );
  });

  test("a hundred thousand entries cost as little each as the first", () => {
    let history = NO_HISTORY;
    for (let index = 0; index < 100_000; index++)
      history = record(
        history,
        { deed: { did: "moved", what: "x" }, changes: [{ at: 0, removed: "", inserted: "x" }] },
        index,
      );
    expect(pastOf(history)).toHaveLength(100_000);
    expect(undo(history, "x".repeat(100_000))?.text).toHaveLength(99_999);
  });
});

class Drawer implements Shelf {
  readonly kept = new Map<string, string>();
  constructor(private readonly room = Number.POSITIVE_INFINITY) {}
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, words: string) => {
    if (words.length > this.room) throw new Error("no room");
    this.kept.set(name, words);
  };
  removeItem = (name: string) => void this.kept.delete(name);
}

describe("surviving a reload", () => {
  const name = shelfName("visit-reminder", "e1");
  const { history, text } = type(NO_HISTORY, ["a", "ab", "abc", "abcd"], (index) => index * 10_000);

  test("text, past and future are there again", () => {
    const shelf = new Drawer();
    const back = undo(history, text);
    if (!back) throw new Error("nothing to take back");
    keep(shelf, name, back);
    const again = recall(shelf, name);
    expect(again).toEqual({ text: "abc", history: back.history });
    expect(recall(shelf, shelfName("visit-reminder", "e2"))).toBeNull();
  });

  test("without room the oldest goes first, and nothing breaks", () => {
    const shelf = new Drawer(330);
    keep(shelf, name, { text, history });
    const again = recall(shelf, name);
    expect(again?.text).toBe("abcd");
    expect(again && pastOf(again.history).length).toBe(1);
    expect(() => keep(new Drawer(3), name, { text, history })).not.toThrow();
  });

  test.each([
    "",
    "{",
    "[]",
    '{"text": 1}',
    '{"text": "a", "past": [1], "future": []}',
    '{"text":"a","past":[{"at":1,"deed":{"did":"x"},"changes":[{}]}],"future":[]}',
  ])("what cannot be understood is nothing: %s", (words) => {
    const shelf = new Drawer();
    shelf.setItem(name, words);
    expect(recall(shelf, name)).toBeNull();
  });
});
