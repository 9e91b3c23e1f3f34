import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Source } from "~/testing/Source";
import { Hub } from "./hub";

const SETTLED = 100;

beforeEach(() => {
  Source.made = [];
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const listening = (hub: Hub, topic: string) => {
  const heard: string[] = [];
  const stop = hub.listen({ topic, hear: (data) => heard.push(data), broke: () => heard.push("broke") });
  return { heard, stop };
};
const open = () => Source.made.filter(({ readyState }) => readyState !== Source.CLOSED);

test("however many listen to however much, there is one line", () => {
  const hub = new Hub();
  for (const slug of ["a", "b", "c", "d"])
    for (const kind of ["live", "together"]) listening(hub, `${kind}:${slug}`);
  vi.advanceTimersByTime(SETTLED);
  expect(open()).toHaveLength(1);
  expect(Source.last().of.split(",")).toHaveLength(8);
});

test("each hears what it listens to alone, and a newcomer what was told before it came", () => {
  const hub = new Hub();
  const a = listening(hub, "live:a");
  const b = listening(hub, "live:b");
  vi.advanceTimersByTime(SETTLED);
  Source.last().say("live:a", 1, "x");
  const late = listening(hub, "live:a");
  vi.advanceTimersByTime(SETTLED);
  expect([a.heard, b.heard, late.heard]).toEqual([["1"], [], ["1"]]);
  expect(Source.made).toHaveLength(1);
});

test("when more is wanted the line before goes only when the new one stands", () => {
  const hub = new Hub();
  listening(hub, "live:a");
  vi.advanceTimersByTime(SETTLED);
  const before = Source.last();
  before.say("live:a", 1, "x");
  listening(hub, "live:b");
  vi.advanceTimersByTime(SETTLED);
  expect(Source.last().of).toBe("live:a:x,live:b");
  expect(open()).toHaveLength(2);
  Source.last().onopen?.();
  expect(open()).toEqual([Source.last()]);
  before.onerror?.();
  vi.advanceTimersByTime(60_000);
  expect(Source.made).toHaveLength(2);
});

test("what nobody listens to any more is let go, and forgotten", () => {
  const hub = new Hub();
  const { stop } = listening(hub, "live:a");
  vi.advanceTimersByTime(SETTLED);
  Source.last().say("live:a", 1, "x");
  stop();
  vi.advanceTimersByTime(SETTLED);
  expect(open()).toEqual([]);
  expect(listening(hub, "live:a").heard).toEqual([]);
});

/** As a browser tells that a stream was refused. */
async function refuse(status: number) {
  const asked = vi.fn(async () => new Response("{}", { status }));
  vi.stubGlobal("fetch", asked);
  Source.last().readyState = Source.CLOSED;
  Source.last().onerror?.();
  await vi.advanceTimersByTimeAsync(120_000);
  return asked;
}

test("signed out, a refused stream is asked for no more until one is wanted again", async () => {
  const hub = new Hub();
  listening(hub, "live:a");
  vi.advanceTimersByTime(SETTLED);
  const asked = await refuse(401);
  expect([Source.made.length, asked.mock.calls.length]).toEqual([1, 1]);
  listening(hub, "live:a");
  vi.advanceTimersByTime(SETTLED);
  expect(Source.made).toHaveLength(2);
});

test("refused for another reason it is asked for again", async () => {
  const hub = new Hub();
  listening(hub, "live:a");
  vi.advanceTimersByTime(SETTLED);
  await refuse(200);
  expect(Source.made).toHaveLength(2);
});
