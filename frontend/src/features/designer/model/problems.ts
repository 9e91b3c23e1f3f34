// Problems of the compiler, sorted to the steps they are about. Pure.

import type { Problem } from "~/api/types";
import { w } from "~/words";
import { everyStep, type Slip, type Step } from "./document";

const RANK = { error: 0, warning: 1, info: 2 };

/** The offset of a line and column from 1, where columns count characters as the compiler does. */
export function offsetIn(text: string, line: number, column: number): number {
  let at = 0;
  for (let number = 1; number < line; number++) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  for (let left = column - 1; left > 0 && at < text.length && text[at] !== "\n"; left--)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

export const gravestFirst = (problems: Problem[]): Problem[] =>
  [...problems].sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.line - b.line);

/** Whether it lies in the journey's own text, and not in one of its messages or in the dictionary. */
export const isOwn = (problem: Problem): boolean =>
  problem.path === "" || /(^|\/)journey\.ya?ml$/.test(problem.path);

const ENCLOSED = [
  [/(?:^|\/)messages\/([a-z0-9-]+)(?:\.[A-Za-z0-9-]+)?\.mjml$/, "message"],
  [/(?:^|\/)forms\/([a-z0-9-]+)\.ya?ml$/, "questions"],
] as const;

/** The field by which a step uses the message or the form that a problem lies in, and what it says there. */
export function usedBy({ path }: Problem): { field: string; name: string } | null {
  for (const [file, field] of ENCLOSED) {
    const name = file.exec(path)?.[1];
    if (name !== undefined) return { field, name };
  }
  return null;
}

/** The steps that send the message a problem lies in, or ask its form. */
function usersOf(problem: Problem, steps: Step[]): string[] {
  const used = usedBy(problem);
  if (!used) return [];
  return everyStep(steps).flatMap(({ step }) => (step.fields[used.field] === used.name ? [step.id] : []));
}

/** The steps a problem is about: named by the compiler, or using the file it lies in, or the innermost around its line. */
export function stepsOf(problem: Problem, steps: Step[]): string[] {
  if (problem.step) return [problem.step];
  if (!isOwn(problem)) return usersOf(problem, steps);
  const around = everyStep(steps).filter(
    ({ step }) => step.place.line <= problem.line && problem.line <= step.place.endLine,
  );
  return around.slice(-1).map(({ step }) => step.id);
}

/** The first of them. */
export const stepOf = (problem: Problem, steps: Step[]): string | null => stepsOf(problem, steps)[0] ?? null;

export function byStep(problems: Problem[], steps: Step[]): Map<string, Problem[]> {
  const sorted = new Map<string, Problem[]>();
  for (const problem of gravestFirst(problems)) {
    for (const step of stepsOf(problem, steps)) sorted.set(step, [...(sorted.get(step) ?? []), problem]);
  }
  return sorted;
}

/** A slip of the YAML as a problem, so that one list shows both. */
export function slipProblem(slip: Slip): Problem {
  return {
    code: "yaml-cannot-be-read",
    severity: "error",
    message: slip.message,
    path: "",
    line: slip.line,
    column: slip.column,
    end_line: slip.line,
    end_column: slip.column + 1,
    hint: w.terms.reading.lastPicture,
    source_of_law: "",
    docs: "",
    step: null,
    scenario: null,
    labels: [],
    text: "",
    fix: null,
  };
}
