import { expect, test } from "vitest";
import { kinds } from "../steps/definitions";
import { allKinds, offered } from "./kinds";

test("every kind says in a sentence what it is for", () => {
  for (const { kind, purpose } of allKinds()) expect(purpose, kind).toMatch(/^[A-Z].*\.$/);
});

test("a few letters find a kind by its name before what is said about it", () => {
  expect(offered("wai", [])[0]?.kind).toBe("wait");
  expect(offered("portal", []).map(({ kind }) => kind)).toContain("form");
  expect(offered("zzz", [])).toEqual([]);
});

test("kinds used last come first, and none is lost", () => {
  const all = offered("", ["exit", "form"]);
  expect(all.slice(0, 2).map(({ kind }) => kind)).toEqual(["exit", "form"]);
  expect(all).toHaveLength(kinds.length);
});
