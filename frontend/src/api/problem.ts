// What can go wrong when asking the server, in words a person can act on.
import { w } from "~/words";
import { refusalWords } from "~/words/refusals";
import type { Problem } from "./types";

/** A refusal in the form of RFC 9457 (application/problem+json). `status` 0: the server was not reached. */
export class ApiProblem extends Error {
  readonly name = "ApiProblem";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: Problem[] = [],
  ) {
    super(detail || title);
  }

  get offline(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export const unreachable = () =>
  new ApiProblem(0, "server-not-reached", w.problems.unreachable.title, w.problems.unreachable.detail);

/** It was to change something, and nobody knows whether it did. */
export const unanswered = () =>
  new ApiProblem(0, "server-not-reached", w.problems.unanswered.title, w.problems.unanswered.detail);

/** Reads a refusal's body, and finds words of its own where the body has none. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const { title, detail } = w.problems.byStatus[response.status] ?? w.problems.other;
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== "object" || body === null)
    return new ApiProblem(response.status, `http-${response.status}`, title, detail);
  const told = body as Record<string, unknown>;
  const text = (key: string, otherwise: string) =>
    typeof told[key] === "string" && told[key] ? (told[key] as string) : otherwise;
  const code = text("code", `http-${response.status}`);
  return new ApiProblem(
    response.status,
    code,
    title,
    refusalWords(code, text("detail", ""), detail),
    Array.isArray(told.errors) ? (told.errors as Problem[]) : [],
  );
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const { title, detail } = w.problems.unexpected;
  return new ApiProblem(500, "unexpected", title, detail);
}
