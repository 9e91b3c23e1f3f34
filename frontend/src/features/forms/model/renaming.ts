// Answers and their values get other names. Everything else that speaks of them follows (following.ts). Pure.
import { type Draft, isRefused, type Outcome, setField } from "~/features/designer/model/editing";
import { formOf } from "./files";
import type { Renamed } from "./following";

const QUESTIONS = "questions";

/** Marked as a renaming, so that what it is taken back by is known as one, too. */
const asRenaming = (outcome: Outcome, what: string): Outcome =>
  isRefused(outcome) ? outcome : { ...outcome, deed: { did: "renamed", what } };

export const renameAnswer = (draft: Draft, index: number, id: string): Outcome =>
  asRenaming(setField(draft, { step: null, field: [QUESTIONS, index, "id"], value: id }), id);

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const questionsOf = (text: string): Record<string, unknown>[] => {
  const questions = formOf(text)?.questions;
  return Array.isArray(questions) ? questions.map((one) => (isFields(one) ? one : {})) : [];
};

const valuesOf = (question: Record<string, unknown>): string[] =>
  isFields(question.choices) ? Object.keys(question.choices) : [];

/** What was called otherwise between two texts of one form that differ in nothing but names. */
export function renamedBetween(before: string, after: string): Renamed[] {
  const now = questionsOf(after);
  return questionsOf(before).flatMap((question, index): Renamed[] => {
    const { id } = question;
    const then = now[index] ?? {};
    if (typeof id !== "string" || typeof then.id !== "string") return [];
    if (id !== then.id) return [{ from: id, to: then.id }];
    const values = valuesOf(then);
    return valuesOf(question).flatMap((from, place): Renamed[] => {
      const to = values[place];
      return to === undefined || to === from ? [] : [{ of: id, from, to }];
    });
  });
}
