import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import type { Vocabulary } from "~/api/generated/types";
import { completeMessage, dayFilter, openBraces } from "./completion";

const VOCABULARY: Vocabulary = {
  zone: "UTC",
  language: "en",
  languages: ["en", "es"],
  fields: [
    { name: "patient.first_name", type: "string", data_class: "identifier" },
    { name: "appointment.start", type: "timestamp", data_class: "identifier" },
    { name: "patient.allergies", type: "list(string)", data_class: "clinical" },
  ],
  segments: [{ name: "over-65", when: "patient.age >= 65", data_class: "demographic" }],
  topics: [],
  authorizations: [],
  connectors: [],
  messages: [],
  forms: [],
  queues: [],
};

const offered = (text: string) => {
  const state = EditorState.create({ doc: text });
  const found = completeMessage(VOCABULARY)(new CompletionContext(state, text.length, true));
  return found?.options.map(({ label, detail }) => (detail ? `${label} (${detail})` : label)) ?? null;
};

/** The text after the offer of this name was taken where the bar stands. */
const taken = (text: string, label: string) => {
  const at = text.indexOf("¦");
  const doc = text.replace("¦", "");
  const state = EditorState.create({ doc });
  const found = completeMessage(VOCABULARY)(new CompletionContext(state, at, true));
  const option = found?.options.find((one) => one.label === label);
  if (!found || !option) return null;
  const written = typeof option.apply === "string" ? option.apply : option.label;
  return doc.slice(0, found.from) + written + doc.slice(at);
};

describe("completion in a message", () => {
  test("offers fields with their classes, links and segments between braces", () => {
    expect(offered("Hello {{ pat")).toEqual(
      expect.arrayContaining([
        "patient.first_name (identifies)",
        "link.opt_out",
        "segments['over-65'] (demographic)",
      ]),
    );
  });

  test("offers filters behind a bar", () => {
    expect(offered("{{ appointment.start | ")).toContain("date('EEEE, MMMM d')");
  });

  test("keeps the spaces inside the braces", () => {
    expect(taken("Hi {{ pat¦}}", "patient.first_name")).toBe("Hi {{ patient.first_name }}");
    expect(taken("Hi {{¦}}", "patient.first_name")).toBe("Hi {{ patient.first_name }}");
    expect(taken("Hi {{ pat¦ }}", "patient.first_name")).toBe("Hi {{ patient.first_name }}");
    expect(taken("{{ patient.first_name | ¦}}", "upper")).toBe("{{ patient.first_name | upper }}");
    expect(taken("{% if segments¦%}", "segments['over-65']")).toBe("{% if segments['over-65'] %}");
  });

  test("closes the braces where nobody has", () => {
    expect(taken('subject: "Hi {{ pat¦"', "patient.first_name")).toBe(
      'subject: "Hi {{ patient.first_name }}"',
    );
    expect(taken("Hi {{ pat¦ and {{ x }}", "patient.first_name")).toBe(
      "Hi {{ patient.first_name }} and {{ x }}",
    );
  });

  test("writes a moment as the language of the mail writes a day, with quotes that fit the place", () => {
    const [en, es] = ["EEEE, MMMM d", "EEEE d 'de' MMMM"];
    expect(taken("On {{ app¦}}", "appointment.start")).toBe(`On {{ appointment.start | date('${en}') }}`);
    expect(taken('<mjml lang="es"><mj-text>{{ ¦ }}</mj-text>', "appointment.start")).toBe(
      `<mjml lang="es"><mj-text>{{ appointment.start | date("${es}") }}</mj-text>`,
    );
    expect(taken('subject: "Para {{ ¦}}" <mjml lang="es">', "appointment.start")).toBe(
      `subject: "Para {{ appointment.start | date('EEEE d MMMM') }}" <mjml lang="es">`,
    );
    expect(dayFilter("fr", false)).toBe("date('EEEE d MMMM')");
  });

  test("leaves a moment alone in a condition, and where a filter follows already", () => {
    expect(taken("{% if app¦ %}", "appointment.start")).toBe("{% if appointment.start %}");
    expect(taken("{{ app¦ | date('d') }}", "appointment.start")).toBe("{{ appointment.start | date('d') }}");
  });

  test("joins what is a list", () => {
    expect(taken("{{ ¦}}", "patient.allergies")).toBe("{{ patient.allergies | join(', ') }}");
  });

  test("in a field by itself a value brings its braces; what may not stand there is marked and comes last", () => {
    const state = EditorState.create({ doc: "Para " });
    const alone = completeMessage(VOCABULARY, { language: "es" });
    const found = alone(new CompletionContext(state, 5, true));
    const [name, start, allergies] = found?.options ?? [];
    expect([name?.apply, start?.apply]).toEqual([
      "{{ patient.first_name }}",
      `{{ appointment.start | date("EEEE d 'de' MMMM") }}`,
    ]);
    expect([name?.detail, allergies?.detail]).toEqual(["identifies", "clinical, not here"]);
    expect(allergies?.boost).toBeLessThan(0);
    expect(alone(new CompletionContext(state, 5, false))).toBeNull();
  });

  test("keeps silent outside of braces", () => {
    expect(offered("Hello pat")).toBeNull();
    expect(openBraces("{{ a }} b")).toBeNull();
  });
});
