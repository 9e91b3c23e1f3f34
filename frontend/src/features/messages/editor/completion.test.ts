import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import type { Vocabulary } from "~/api/generated/types";
import { completeMessage, openBraces } from "./completion";

const VOCABULARY: Vocabulary = {
  zone: "UTC",
  language: "en",
  languages: ["en", "es"],
  fields: [{ name: "patient.first_name", type: "string", data_class: "identifier" }],
  segments: [{ name: "over-65", when: "patient.age >= 65", data_class: "demographic" }],
  topics: [],
  authorizations: [],
  connectors: [],
  messages: [],
  forms: [],
};

const offered = (text: string) => {
  const state = EditorState.create({ doc: text });
  const found = completeMessage(VOCABULARY)(new CompletionContext(state, text.length, true));
  return found?.options.map(({ label, detail }) => (detail ? `${label} (${detail})` : label)) ?? null;
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
    expect(offered("{{ appointment.start | ")).toContain("date('d MMMM')");
  });

  test("keeps silent outside of braces", () => {
    expect(offered("Hello pat")).toBeNull();
    expect(openBraces("{{ a }} b")).toBeNull();
  });
});
