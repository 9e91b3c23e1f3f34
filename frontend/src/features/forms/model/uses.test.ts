// Before a form goes, people are told what asks it and what speaks of its answers.
import { expect, test } from "vitest";
import { renamedBetween } from "./renaming";
import { usesOf } from "./uses";

const FORM = "form: ask\nquestions:\n  - {id: pain, ask: Pain?, type: yes-no}\n";
const FILES = {
  "journey.yaml":
    "journey: j\nsteps:\n  - form: how-are-you\n    questions: ask\n    expires: 7d\n    on_submitted:\n" +
    "      - branch: bad\n        cases:\n          - {when: answers.pain, steps: []}\n",
  "messages/a.mjml": "<mj-text>{{ answers.pain }}</mj-text>",
  "messages/b.mjml": "<mj-text>answers.pain</mj-text>",
  "forms/ask.yaml": FORM,
  "forms/other.yaml": FORM.replaceAll("pain", "sleep"),
};

test("the steps that ask it and the files that speak of its answers are found", () => {
  expect(usesOf(FILES, "ask")).toEqual({
    steps: ["how-are-you"],
    files: ["journey.yaml", "messages/a.mjml"],
  });
  expect(usesOf(FILES, "other")).toEqual({ steps: [], files: [] });
});

test("names that differ between two texts are told, of questions and of their values", () => {
  const choice = FORM.replace("type: yes-no", "type: choice, choices: {a: A, b: B}");
  expect(renamedBetween(choice, choice.replace("id: pain", "id: ache"))).toEqual([
    { from: "pain", to: "ache" },
  ]);
  expect(renamedBetween(choice, choice.replace("b: B", "c: B"))).toEqual([
    { of: "pain", from: "b", to: "c" },
  ]);
  expect(renamedBetween(choice, choice)).toEqual([]);
});
