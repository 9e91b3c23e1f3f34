import { describe, expect, test } from "vitest";
import {
  accepted,
  fileOf,
  messagesOf,
  partsOf,
  segmentsIn,
  sendersOf,
  stillIn,
  translationOf,
} from "./files";
import { starterMessage } from "./starter";

describe("the messages of a draft", () => {
  test("are told once each, with the languages they are written in, the organisation's first", () => {
    const files = {
      "journey.yaml": "",
      "messages/nudge.mjml": "",
      "messages/hello.es.mjml": "",
      "messages/hello.mjml": "",
      "messages/odd.mjml.txt": "",
    };
    expect(messagesOf(files)).toEqual([
      { name: "hello", languages: ["", "es"] },
      { name: "nudge", languages: [""] },
    ]);
  });

  test("have a file for each language", () => {
    expect(fileOf("hello", "")).toBe("hello.mjml");
    expect(fileOf("hello", "es")).toBe("hello.es.mjml");
  });

  test("begin another language as a copy that says so", () => {
    const text = starterMessage('Say "hi"', "en");
    expect(text).toContain('subject: "Say \\"hi\\""');
    expect(translationOf(text, "es")).toBe(text.replace('<mjml lang="en">', '<mjml lang="es">'));
  });

  test("are to be translated while they say what another language says, until most is translated or accepted", () => {
    const text = starterMessage("Your visit", "en");
    const copy = translationOf(text, "es");
    const files = { "messages/a.mjml": text, "messages/a.es.mjml": copy };
    const es = { name: "a", language: "es" };
    expect(stillIn(files, es, copy)).toBe("");
    expect(stillIn(files, es, copy.replace("Your visit", "Su cita"))).toBe("");
    const translated = copy.replace(/>[^<>]*\p{L}[^<>]*</gu, "> Otras palabras <");
    expect(stillIn(files, es, translated)).toBeUndefined();
    expect(stillIn(files, es, accepted(copy, "en", "The same on purpose."))).toBeUndefined();
    expect(stillIn(files, { name: "a", language: "" }, text)).toBeUndefined();
    expect(accepted(copy, "en", "Note.")).toBe(copy.replace("---\n", "---\n# same-words: en\n# Note.\n"));
  });

  test("are sent by the steps that name them, wherever they stand", () => {
    const journey =
      "journey: j\nsteps:\n  - {send: first, message: hello}\n  - branch: b\n    cases:\n" +
      "      - {when: answers.pain, steps: [{send: second, message: hello}, {send: third, message: bye}]}\n";
    expect(sendersOf({ "journey.yaml": journey }, "hello")).toEqual(["first", "second"]);
    expect(sendersOf({ "journey.yaml": "steps: [" }, "hello")).toEqual([]);
  });

  test("know their name and language from their file", () => {
    expect(partsOf("hello.pt-BR.mjml")).toEqual({ name: "hello", language: "pt-BR" });
    expect(partsOf("hello.mjml")).toEqual({ name: "hello", language: "" });
  });

  test("ask about segments by name, each once", () => {
    const text =
      "{% if segments['over-65'] %}a{% elif segments.offers %}{% endif %}{{ segments[\"over-65\"] }}";
    expect(segmentsIn(text)).toEqual(["over-65", "offers"]);
  });
});
