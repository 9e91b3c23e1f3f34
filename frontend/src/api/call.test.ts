import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { call, freshKey } from "./call";

const calls = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const fine = () => Promise.resolve(new Response("{}"));
const keys = () =>
  calls.mock.calls.map(([, init]) => (init.headers as Record<string, string>)["Idempotency-Key"]);

beforeEach(() => {
  calls.mockReset();
  vi.stubGlobal("fetch", calls);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what acts and is not answered is sent once more under the same key", async () => {
  calls.mockRejectedValueOnce(new TypeError("failed to fetch")).mockImplementationOnce(fine);
  const asked = call("POST", "/journeys/a/pause", { acts: true });
  await vi.runAllTimersAsync();
  await asked;
  expect(keys()).toHaveLength(2);
  expect(keys()[0]).toBe(keys()[1]);
});

test("what only reads, and what was refused, is sent once", async () => {
  calls.mockRejectedValueOnce(new TypeError("failed to fetch"));
  await expect(call("GET", "/journeys")).rejects.toMatchObject({ offline: true });
  calls.mockResolvedValueOnce(new Response("{}", { status: 409 }));
  await expect(call("POST", "/releases", { acts: true })).rejects.toMatchObject({ status: 409 });
  expect(calls).toHaveBeenCalledTimes(2);
});

test("two wishes have two keys, and a given key is kept", async () => {
  calls.mockImplementation(fine);
  await call("POST", "/a", { acts: true });
  await call("POST", "/a", { acts: true });
  await call("POST", "/a", { acts: true, key: "mine" });
  expect(new Set(keys()).size).toBe(3);
  expect(keys()[2]).toBe("mine");
  expect(freshKey()).toMatch(/^[0-9a-f]{32}$/);
});

test("a double click is one wish; what is asked after the answer is another", async () => {
  calls.mockImplementation(fine);
  const remark = { acts: true, body: { body: "Enough?" } };
  await Promise.all([call("POST", "/comments", remark), call("POST", "/comments", remark)]);
  expect(calls).toHaveBeenCalledTimes(1);
  await call("POST", "/comments", remark);
  await Promise.all([call("POST", "/comments", remark), call("POST", "/comments", { acts: true, body: {} })]);
  expect(calls).toHaveBeenCalledTimes(4);
});

test("overwriting says which text was read", async () => {
  calls.mockImplementation(fine);
  await call("PUT", "/journeys/a", { ifMatch: "8f14", body: {} });
  expect(calls.mock.calls[0]?.[1].headers).toMatchObject({ "If-Match": '"8f14"' });
});

test("who changed something and heard nothing is not told that it is tried again by itself", async () => {
  calls.mockRejectedValue(new TypeError("failed to fetch"));
  const said = (asked: Promise<unknown>) => asked.catch((error: Error & { title: string }) => error.title);
  const acted = said(call("POST", "/journeys/a/pause", { acts: true }));
  await vi.runAllTimersAsync();
  expect(await acted).toBe("The server did not answer");
  expect(await said(call("POST", "/messages/preview", { body: {} }))).toBe("The server cannot be reached");
});
