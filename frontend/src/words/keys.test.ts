// English and Spanish hold the same texts, whole and translated. That none is missing, the types say already.
import { afterAll, beforeAll, expect, test } from "vitest";
import { speak } from ".";
import { en } from "./en";
import { es } from "./es";
import { pickLanguage } from "./locale";
import { ago, day, moment } from "./time";

type Leaf = { path: string; value: unknown };

const leaves = (value: unknown, path = ""): Leaf[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key))
    : [{ path, value }];

/** What a text says about something: functions are asked about names, numbers and lists until one fits. */
function said({ value }: Leaf): string {
  if (typeof value !== "function") return String(value);
  for (const about of ["Ana", 2, ["Ana", "Eva"]]) {
    try {
      const told: unknown = value(...Array.from({ length: Math.max(1, value.length) }, () => about));
      if (typeof told === "string") return told;
    } catch {
      // asked about something it cannot tell
    }
  }
  return "";
}

/** Open lists: codes one language must spell out and the other reads off the code. */
const OPEN = /^(codes\.plain|inspector\.help)\./;
const english = leaves(en).filter(({ path }) => !OPEN.test(path));
const spanish = new Map(leaves(es).map((leaf) => [leaf.path, leaf]));

test("both languages hold the same texts", () => {
  const own = [...spanish.keys()].filter((path) => !OPEN.test(path));
  expect(own.sort()).toEqual(english.map(({ path }) => path).sort());
});

test("no text is empty", () => {
  const empty = [...english, ...spanish.values()].filter((leaf) => said(leaf).trim() === "");
  expect(empty.map(({ path }) => path)).toEqual([]);
});

test("no sentence was left in English", () => {
  const same = english.filter((leaf) => {
    const text = said(leaf);
    const other = spanish.get(leaf.path);
    return /\p{L}{3,} \p{L}{2,}/u.test(text) && other !== undefined && said(other) === text;
  });
  expect(same.map(({ path }) => path)).toEqual([]);
});

test("what was chosen here counts first, then the browser's languages, then English", () => {
  expect(pickLanguage("es", ["en-US"])).toBe("es");
  expect(pickLanguage(null, ["fr-CA", "es-MX", "en-US"])).toBe("es");
  expect(pickLanguage("fr", ["de"])).toBe("en");
});

const now = new Date("2026-03-03T12:00:00");

test.each([
  ["en", "en-US", "Tue Mar 3 10:00", "4 min ago"],
  ["en", "en-GB", "Tue 3 Mar 10:00", "4 min ago"],
  ["es", "es-ES", "mar 3 mar 10:00", "hace 4 min"],
] as const)("dates follow the region: %s %s", async (language, region, at, before) => {
  await speak(language, [region]);
  expect(moment("2026-03-03T10:00:00", now)).toBe(at);
  expect(ago("2026-03-03T11:56:00", now)).toBe(before);
  expect(day("not a date")).toBe("");
});

beforeAll(() => speak("en", ["en-GB"]));
afterAll(() => speak("en", ["en-GB"]));
