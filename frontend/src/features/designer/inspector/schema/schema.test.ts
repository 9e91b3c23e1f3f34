import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { es } from "~/words/es";
import { compact } from "./compact";
import { factsOf } from "./facts";

const whole = fileURLToPath(new URL("../../../../../../journeys/schema/journey.json", import.meta.url));
const kept = fileURLToPath(new URL("./fields.json", import.meta.url));

/** CARELOOM_WRITE=1 writes it anew; `careloom schema` makes the schema itself. */
test.skipIf(!existsSync(whole))("what forms know of the language is what its schema says today", () => {
  const facts = compact(JSON.parse(readFileSync(whole, "utf8")));
  const text = `${JSON.stringify(facts, null, 1)}\n`;
  if (process.env.CARELOOM_WRITE) writeFileSync(kept, text);
  expect(JSON.parse(readFileSync(kept, "utf8"))).toEqual(facts);
});

test("every field's help is told in Spanish, too", () => {
  const all = JSON.parse(readFileSync(kept, "utf8")) as ReturnType<typeof compact>;
  const missing = Object.entries(all).flatMap(([owner, fields]) =>
    Object.keys(fields)
      .filter((field) => !(es.inspector.help[`${owner}.${field}`] ?? es.inspector.help[field]))
      .map((field) => `${owner}.${field}`),
  );
  expect(missing).toEqual([]);
});

test("a field knows its choices and its default", () => {
  expect(factsOf("step-send", "protect")).toMatchObject({
    choices: ["auto", "portal", "end-to-end"],
    default: "auto",
  });
  expect(factsOf("step-await", "for").choices).toContain("appointment.booked");
});
