import { expect, test } from "vitest";
import { branch } from "./definition";

const within = () => [];

test("labels every case with its condition in words, and always has an otherwise", () => {
  const paths = branch.paths({ fields: { cases: [{ name: "confirmed", when: "confirmed()" }] }, within });
  expect(paths.map(({ words, detail, implied }) => ({ words, detail, implied }))).toEqual([
    { words: "Confirmed", detail: "has confirmed", implied: false },
    { words: "Otherwise", detail: "", implied: true },
  ]);
});

test("unknown values have a column of their own where the text gives them one", () => {
  const [otherwise, unknown] = branch.paths({ fields: { cases: [], unknown: [] }, within });
  expect(otherwise?.outcomes).toEqual(["otherwise"]);
  expect(unknown?.outcomes).toEqual(["unknown"]);
});

test("cases that are not yet written do no harm", () => {
  expect(branch.paths({ fields: { cases: [null, 3, {}] }, within }).map((path) => path.name)).toEqual([
    "case 1",
    "case 2",
    "case 3",
    "otherwise",
  ]);
});
