// What can go wrong when asking the server, in words a person can act on.
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

const WORDS: Record<number, [string, string]> = {
  401: ["You are signed out", "Sign in again to go on; nothing was changed."],
  403: ["Your role may not do this", "Ask an administrator if you should be able to."],
  404: ["This is not here", "It may have been removed, or the address has a slip in it."],
  409: ["The world moved meanwhile", "Look at what is there now, then try again."],
  412: ["Someone else saved first", "Take their version in before you publish yours."],
  413: ["This is too large", "The server does not take more than it can check."],
  422: ["This cannot be taken as it is", "The reasons are listed below."],
  429: ["Too many tries", "Wait a minute, then try again."],
  503: ["A part is down", "Nothing is lost; it goes on when the part is back."],
};

export const unreachable = () =>
  new ApiProblem(
    0,
    "server-not-reached",
    "The server cannot be reached",
    "Patients are still served if the worker runs. This window tries again by itself.",
  );

/** Reads a refusal's body, and finds words of its own where the body has none. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const [title, detail] = WORDS[response.status] ?? ["The server could not answer", "Try again in a moment."];
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== "object" || body === null)
    return new ApiProblem(response.status, `http-${response.status}`, title, detail);
  const told = body as Record<string, unknown>;
  const text = (key: string, otherwise: string) =>
    typeof told[key] === "string" && told[key] ? (told[key] as string) : otherwise;
  return new ApiProblem(
    response.status,
    text("code", `http-${response.status}`),
    text("title", title),
    text("detail", detail),
    Array.isArray(told.errors) ? (told.errors as Problem[]) : [],
  );
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(500, "unexpected", "Something went wrong in this window", "Load the page again.");
}
