// The one place that calls fetch. Same origin only; writes carry the CSRF token of the session.
import { w } from "~/words";
import { language } from "~/words/locale";
import { ApiProblem, readProblem, unanswered, unreachable } from "./problem";

type Query = Record<string, string | number | boolean | null | undefined>;

interface Request {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** It changes nothing, whatever its method. */
  reads?: boolean;
}

let csrf = "";
let onSignedOut: () => void = () => {};

export const rememberCsrf = (token: string) => {
  csrf = token;
};

/** Whether somebody was signed in here and did not sign out: with no session left, it has ended by itself. */
export const wasSignedIn = () => csrf !== "";

/** Called when the server says 401 to anything but a sign-in. */
export const whenSignedOut = (handler: () => void) => {
  onSignedOut = handler;
};

export function address(path: string, query: Query = {}): string {
  const wanted = Object.entries(query).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  const search = new URLSearchParams(wanted.map(([key, value]) => [key, String(value)])).toString();
  return `/api${path}${search ? `?${search}` : ""}`;
}

export async function ask<Answer>(method: string, path: string, request: Request = {}): Promise<Answer> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Accept-Language": language(), // the compiler speaks it
    ...request.headers,
  };
  if (request.body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  let response: Response;
  try {
    response = await fetch(address(path, request.query), {
      method,
      headers,
      credentials: "same-origin",
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      signal: request.signal,
    });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw method === "GET" || request.reads ? unreachable() : unanswered();
  }
  if (!response.ok) {
    const problem = await readProblem(response);
    if (problem.status === 401 && !path.startsWith("/session")) onSignedOut();
    throw problem;
  }
  if (response.status === 204 || response.headers.get("Content-Length") === "0") return undefined as Answer;
  return (await response.json().catch(() => {
    const { title, detail } = w.problems.unreadable;
    throw new ApiProblem(502, "not-json", title, detail);
  })) as Answer;
}

export const api = {
  get: <Answer>(path: string, query?: Query, signal?: AbortSignal) =>
    ask<Answer>("GET", path, { query, signal }),
  post: <Answer>(path: string, body?: unknown, signal?: AbortSignal) =>
    ask<Answer>("POST", path, { body, signal }),
  put: <Answer>(path: string, body: unknown, headers?: Record<string, string>) =>
    ask<Answer>("PUT", path, { body, headers }),
  delete: <Answer>(path: string) => ask<Answer>("DELETE", path),
};
