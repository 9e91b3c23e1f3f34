// The guard of the bundle's size says no when it should.
import { expect, test } from "vitest";
import { judged } from "../../budget";

const piece = (name: string, bytes: number, editor = false) => ({ name, bytes, editor });

test("a bundle within the budget is let through, however large the editors are", () => {
  expect(judged([piece("app.js", 90), piece("codemirror.js", 500, true)], false, 100)).toBe("");
});

test("one byte too many is refused, and the largest pieces are named", () => {
  expect(judged([piece("app.js", 60), piece("map.js", 41)], false, 100)).toContain("app.js 60, map.js 41");
});

test("an editor that comes with the first page is refused, however small it is", () => {
  expect(judged([piece("app.js", 1), piece("codemirror.js", 1, true)], true, 100)).toContain("first page");
});

test("of several languages the largest counts, since a page speaks one", () => {
  const spoken = (name: string, bytes: number) => ({ ...piece(name, bytes), language: true });
  expect(judged([piece("app.js", 60), spoken("en.js", 30), spoken("es.js", 40)], false, 100)).toBe("");
  expect(judged([piece("app.js", 61), spoken("en.js", 30), spoken("es.js", 40)], false, 100)).toContain(
    "101 bytes",
  );
});
