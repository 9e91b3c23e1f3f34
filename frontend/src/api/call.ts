// What the generated client calls: one request, said once even where it has to be sent twice.
import { ask } from "./client";
import { ApiProblem } from "./problem";

export interface Asking {
  signal?: AbortSignal;
}

interface Options extends Asking {
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  /** The ETag of the text that is being overwritten. */
  ifMatch?: string;
  /** Chosen by who wants to send the same wish again later; else one is made for each call. */
  key?: string | null;
  /** It changes something, so it carries an Idempotency-Key. */
  acts?: boolean;
}

const PAUSE = 600; // milliseconds before a request that was not answered is sent again

/** 128 random bits. `crypto.randomUUID` is missing where the page came without TLS. */
export const freshKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

const unanswered = (error: unknown) => error instanceof ApiProblem && error.status === 0;

/** Wishes that act and are not answered yet, by what they say. */
const underWay = new Map<string, Promise<unknown>>();

/** What acts, said again while it is not answered (a double click), is the same wish, and is done once. */
export function call<Answer>(method: string, path: string, options: Options = {}): Promise<Answer> {
  if (!options.acts || options.signal) return said<Answer>(method, path, options);
  const wish = JSON.stringify([method, path, options.query, options.ifMatch, options.body, options.key]);
  const same = underWay.get(wish);
  if (same) return same as Promise<Answer>;
  const asked = said<Answer>(method, path, options).finally(() => underWay.delete(wish));
  underWay.set(wish, asked);
  return asked;
}

async function said<Answer>(method: string, path: string, options: Options): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (options.ifMatch !== undefined) headers["If-Match"] = `"${options.ifMatch}"`;
  if (options.acts) headers["Idempotency-Key"] = options.key ?? freshKey();
  const reads = method === "POST" && !options.acts;
  const send = () => ask<Answer>(method, path, { ...options, headers, reads });
  try {
    return await send();
  } catch (error) {
    // Nobody knows whether it arrived. Under the same key the server does it once.
    if (!options.acts || !unanswered(error)) throw error;
    await new Promise((wake) => setTimeout(wake, PAUSE));
    return send();
  }
}
