import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { address, api, rememberCsrf, whenSignedOut } from "./client";
import { type ApiProblem, asProblem } from "./problem";

const answer = (status: number, body: unknown, type = "application/json") =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": type },
  });

const calls = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  calls.mockReset();
  vi.stubGlobal("fetch", calls);
});

afterEach(() => {
  vi.unstubAllGlobals();
  rememberCsrf("");
});

const problemOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => error as ApiProblem,
  );

describe("asking the server", () => {
  test("writes carry the session's token, reads do not", async () => {
    rememberCsrf("token-1");
    calls.mockImplementation(async () => answer(200, {}));
    await api.get("/journeys");
    await api.post("/journeys/a/pause");
    const headers = calls.mock.calls.map(([, init]) => init.headers as Record<string, string>);
    expect(headers[0]).not.toHaveProperty("X-CSRF-Token");
    expect(headers[1]).toMatchObject({ "X-CSRF-Token": "token-1" });
  });

  test("addresses leave out what was not chosen and escape what was", () => {
    expect(address("/messages", { journey: null, state: "", after: undefined })).toBe("/api/messages");
    expect(address("/messages", { journey: "a&b", limit: 50 })).toBe("/api/messages?journey=a%26b&limit=50");
  });

  test("a refusal comes with the server's words and its list of problems", async () => {
    const body = {
      title: "Unprocessable",
      detail: "It does not compile.",
      code: "refused",
      errors: [{ code: "unknown-key" }],
    };
    calls.mockResolvedValue(answer(422, body, "application/problem+json"));
    const problem = await problemOf(api.put("/journeys/a", {}));
    expect(problem).toMatchObject({ status: 422, code: "refused", detail: "It does not compile." });
    expect(problem?.errors).toHaveLength(1);
  });

  test("a refusal without words gets ours", async () => {
    calls.mockResolvedValue(new Response("<html>", { status: 403 }));
    expect(await problemOf(api.get("/x"))).toMatchObject({
      title: "Your role may not do this",
      code: "http-403",
    });
  });

  test("a server that is not reached is offline, and so is one that is down", async () => {
    calls.mockRejectedValueOnce(new TypeError("failed to fetch"));
    expect((await problemOf(api.get("/x")))?.offline).toBe(true);
    calls.mockResolvedValueOnce(answer(503, {}));
    expect((await problemOf(api.get("/x")))?.offline).toBe(true);
    calls.mockResolvedValueOnce(answer(404, {}));
    expect((await problemOf(api.get("/x")))?.offline).toBe(false);
  });

  test("a session that ended is told once, but not for a wrong password", async () => {
    const out = vi.fn();
    whenSignedOut(out);
    calls.mockImplementation(async () => answer(401, {}));
    await problemOf(api.post("/session", {}));
    expect(out).not.toHaveBeenCalled();
    await problemOf(api.get("/journeys"));
    expect(out).toHaveBeenCalledTimes(1);
  });

  test("an answer without a body is no answer, not an error", async () => {
    calls.mockResolvedValue(new Response(null, { status: 204 }));
    await expect(api.delete("/session")).resolves.toBeUndefined();
  });

  test("an error that is none of the server's says nothing it should not", () => {
    expect(asProblem(new Error("secret inside")).message).not.toContain("secret");
  });
});
