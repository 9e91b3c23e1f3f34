import { expect, test } from "vitest";
import { filesOf, KINDS } from "./kinds";

const FILES = {
  "journey.yaml": "",
  "forms/hello.yaml": "f",
  "messages/hello.mjml": "en",
  "messages/hello.es.mjml": "es",
  "messages/hello-again.mjml": "other",
};

test("a message goes in all its languages, and nothing else with it", () => {
  const gone = filesOf("message", FILES, "hello");
  expect(gone).toEqual({ "messages/hello.mjml": "en", "messages/hello.es.mjml": "es" });
  expect(KINDS.message.page("j", "hello", Object.keys(gone)[0] ?? "")).toBe("/drafts/j/messages/hello.mjml");
});

test("a form is one file; what is not there has none", () => {
  expect(filesOf("form", FILES, "hello")).toEqual({ "forms/hello.yaml": "f" });
  expect(filesOf("form", FILES, "bye")).toEqual({});
  expect(filesOf("message", FILES, "bye")).toEqual({});
});
