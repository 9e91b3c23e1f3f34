// Commands change a form's text where they speak of it, and nowhere else.
import { expect, test } from "vitest";
import { isRefused, type Outcome, readDraft } from "~/features/designer/model/editing";
import {
  addChoice,
  addQuestion,
  moveQuestion,
  removeQuestion,
  renameChoice,
  say,
  set,
  setKind,
  swapChoices,
} from "./commands";
import { questionIds } from "./files";
import { freeQuestionId } from "./naming";
import { shownForm } from "./shown";
import { starterForm } from "./starter";

const FORM = `# who reads it: the nurses
form: about-you
title: {en: About you, es: Sobre usted}   # short
questions:
  # asked first on purpose
  - id: best_time
    ask: 'When do visits suit you?'
    type: choice
    choices:
      mornings:   {en: Mornings, es: Por la mañana}
      # rarely
      afternoons: {en: Afternoons, es: Por la tarde}
  - id: call_me
    ask: {en: A call?, es: ¿Una llamada?}
    type: yes-no
    required: false
`;

const draft = readDraft(FORM);

function textOf(outcome: Outcome): string {
  if (isRefused(outcome)) throw new Error(outcome.refused);
  return outcome.text;
}

const inEnglish = (text: string) => ({ language: "en", home: "en", text });
const inSpanish = (text: string) => ({ language: "es", home: "en", text });

test("words of one language are changed in their place, and nothing else", () => {
  const now = textOf(say(draft, ["title"], inSpanish("De usted"), false));
  expect(now).toBe(FORM.replace("Sobre usted", "De usted"));
});

test("a text without a language keeps its quotes, and gets languages with its second one", () => {
  const at = ["questions", 0, "ask"];
  expect(textOf(say(draft, at, inEnglish("When?"), false))).toContain("ask: 'When?'");
  const now = textOf(say(draft, at, inSpanish("¿Cuándo?"), false));
  expect(shownForm(now)?.questions[0]?.ask).toEqual({ en: "When do visits suit you?", es: "¿Cuándo?" });
});

test("the last words of what may be missing take the field away", () => {
  const first = readDraft(textOf(say(draft, ["intro"], inEnglish("Two questions."), true)));
  expect(first.text).toContain("es: Sobre usted}   # short\nintro: Two questions.\nquestions:");
  expect(textOf(say(first, ["intro"], inEnglish(""), true))).toBe(FORM);
});

test("a question is moved with its comment, and back again", () => {
  const moved = readDraft(textOf(moveQuestion(draft, 0, 1)));
  expect(shownForm(moved.text)?.questions.map(({ id }) => id)).toEqual(["call_me", "best_time"]);
  expect(moved.text).toContain("  # asked first on purpose\n  - id: best_time");
  expect(textOf(moveQuestion(moved, 1, 0))).toBe(FORM);
});

test("a question that is added and removed leaves the text as it was", () => {
  const added = readDraft(textOf(addQuestion(draft, "question")));
  expect(shownForm(added.text)?.questions[2]).toMatchObject({ id: "question", ask: "", kind: "yes-no" });
  expect(textOf(removeQuestion(added, 2))).toBe(FORM);
});

test("the last question can go, and another can come", () => {
  const none = readDraft(textOf(removeQuestion(readDraft(textOf(removeQuestion(draft, 1))), 0)));
  expect(shownForm(none.text)?.questions).toEqual([]);
  expect(shownForm(textOf(addQuestion(none, "question")))?.questions).toHaveLength(1);
});

test("another kind of answer takes away what only the old kind had", () => {
  const number = readDraft(textOf(setKind(draft, 0, "number")));
  expect(number.text).not.toContain("choices");
  const bounded = readDraft(textOf(set(number, ["questions", 0, "most"], 10)));
  const choice = shownForm(textOf(setKind(bounded, 0, "choice")))?.questions[0];
  expect(choice?.choices.map(({ value }) => value)).toEqual(["first", "second"]);
  expect(choice?.most).toBe(100);
});

test("answers change places with their comments, and back again", () => {
  const swapped = readDraft(textOf(swapChoices(draft, 0, 0)));
  expect(shownForm(swapped.text)?.questions[0]?.choices.map(({ value }) => value)).toEqual([
    "afternoons",
    "mornings",
  ]);
  expect(swapped.text).toContain("      # rarely\n      afternoons:");
  expect(textOf(swapChoices(swapped, 0, 0))).toBe(FORM);
});

test("answers on one line change places too", () => {
  const flow = readDraft("form: f\nquestions:\n  - {id: a, ask: A?, type: choice, choices: {x: X, y: Y}}\n");
  expect(textOf(swapChoices(flow, 0, 0))).toContain("choices: {y: Y, x: X}");
});

test("the value that is kept of an answer is renamed in its place, but not to one that is there", () => {
  expect(textOf(renameChoice(draft, 0, "mornings", "early"))).toBe(FORM.replace("mornings:", "early:"));
  expect(renameChoice(draft, 0, "mornings", "afternoons")).toEqual({ refused: "id-taken" });
});

test("a new answer gets a value that no other has", () => {
  const once = readDraft(textOf(addChoice(draft, 0)));
  const twice = shownForm(textOf(addChoice(once, 0)))?.questions[0]?.choices.map(({ value }) => value);
  expect(twice).toEqual(["mornings", "afternoons", "answer-3", "answer-4"]);
});

test("a new form has its title and a question named by its words, whatever they are", () => {
  const text = starterForm({
    name: "how-are-you",
    title: "How: are you?",
    id: freeQuestionId("¿Cómo está su dolor?", new Set(["como_esta_su_dolor"])),
    ask: "# of days?",
    kind: "choice",
  });
  const form = shownForm(text);
  expect(form).toMatchObject({ title: "How: are you?", intro: "" });
  expect(form?.questions[0]).toMatchObject({ id: "como_esta_su_dolor_2", ask: "# of days?", kind: "choice" });
  expect([...questionIds({ "forms/how-are-you.yaml": text, "journey.yaml": "" })]).toEqual([
    "como_esta_su_dolor_2",
  ]);
});

test("a long question is named by its first words", () => {
  expect(freeQuestionId("How strong is your pain today, from none at all to ten?", new Set())).toBe(
    "how_strong_is_your_pain_today_from",
  );
  expect(freeQuestionId("¿?", new Set(["question"]))).toBe("question_2");
});
