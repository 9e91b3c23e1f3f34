import { describe, expect, test } from "vitest";
import { fileOf, messagesOf, translationOf } from "./files";
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
});
