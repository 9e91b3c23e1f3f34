import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REFUSALS, UNTAKEN } from "~/api/generated/codes";
import { readProblem } from "~/api/problem";
import { speak } from ".";
import { en } from "./en";
import { es } from "./es";
import { untakenWords } from "./refusals";

const refusal = (status: number, body: object) =>
  readProblem(
    new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } }),
  );

test.each([
  ["English", en],
  ["Spanish", es],
])(
  "every code that the server can answer has words in %s, and no word is left of a code that is gone",
  (_, texts) => {
    expect(Object.keys(texts.refusals).sort()).toEqual([...REFUSALS].sort());
    expect(Object.keys(texts.untaken).sort()).toEqual([...UNTAKEN].sort());
  },
);

test("English readers get the server's own sentence, which knows more", async () => {
  const told = { code: "too-many-guesses", detail: "Too many wrong passwords. Try again in 4 s." };
  expect((await refusal(429, told)).detail).toBe(told.detail);
  expect((await refusal(429, { code: "too-many-guesses" })).detail).toBe(en.refusals["too-many-guesses"]);
});

describe("to somebody who reads Spanish", () => {
  beforeAll(() => speak("es"));
  afterAll(() => speak("en"));

  test.each(REFUSALS)("%s is told in Spanish", async (code) => {
    const found = await refusal(422, { code, detail: "An English sentence." });
    expect(found.detail).toBe(es.refusals[code]);
  });

  test("a code of another version is told by its status, never in English", async () => {
    const found = await refusal(409, { code: "of-tomorrow", detail: "An English sentence." });
    expect(found.detail).toBe(es.problems.byStatus[409]?.detail);
  });

  test("a mail that a rule holds back is refused by that rule", async () => {
    const found = await refusal(422, { code: "no-address", detail: "The preview says why." });
    expect(found.detail).toBe(es.codes.reasons["no-address"]);
  });

  test("what was not taken from a sender is told by its code", () => {
    expect(untakenWords("hl7-empty", "The message is empty.")).toBe("El mensaje está vacío.");
  });
});
