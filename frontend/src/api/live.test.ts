// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Hearing, listen } from "./live";
import { backoff } from "./stream";
import type { Live } from "./types";

class Source {
  static readonly CLOSED = 2;
  static made: Source[] = [];
  readyState = 1;
  onerror: (() => void) | null = null;
  private readonly handlers = new Map<string, (event: { data: string; lastEventId: string }) => void>();

  constructor(readonly url: string) {
    Source.made.push(this);
  }
  addEventListener(name: string, handler: (event: { data: string; lastEventId: string }) => void) {
    this.handlers.set(name, handler);
  }
  say(name: string, data: unknown, lastEventId = "") {
    this.handlers.get(name)?.({ data: JSON.stringify(data), lastEventId });
  }
  close() {
    this.readyState = Source.CLOSED;
  }
}

const last = () => {
  const source = Source.made.at(-1);
  if (!source) throw new Error("nothing was opened");
  return source;
};

let heard: Live[];
let states: Hearing[];
const start = () =>
  listen("/api/journeys/a/live", {
    counts: (live) => heard.push(live),
    hearing: (state) => states.push(state),
  });

beforeEach(() => {
  heard = [];
  states = [];
  Source.made = [];
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("live numbers", () => {
  test("waits ever longer, half a minute at most, never exactly the same", () => {
    expect(backoff(0, 0.5)).toBe(500);
    expect(backoff(3, 0.5)).toBe(4_000);
    expect(backoff(40, 0.5)).toBe(30_000);
    expect(backoff(3, 0)).toBeLessThan(backoff(3, 1));
  });

  test("opens again after a break and hears on", () => {
    const stop = start();
    last().say("counts", { at: "1" });
    last().onerror?.();
    vi.advanceTimersByTime(1_000);
    expect(Source.made).toHaveLength(2);
    last().say("counts", { at: "2" });
    expect(heard).toHaveLength(2);
    expect(states.at(-1)).toBe("live");
    stop();
  });

  test("after a break it says what it heard last, so that the same is not told again", () => {
    const stop = start();
    last().say("counts", { at: "1" }, "4f1a");
    last().onerror?.();
    vi.advanceTimersByTime(1_000);
    expect(last().url).toBe("/api/journeys/a/live?seen=4f1a");
    stop();
  });

  test("says that the numbers are old once a second try has failed", () => {
    const stop = start();
    last().onerror?.();
    expect(states.at(-1)).toBe("connecting");
    vi.advanceTimersByTime(1_000);
    last().onerror?.();
    expect(states.at(-1)).toBe("deaf");
    stop();
  });

  test("tries at once when the network is back", () => {
    const stop = start();
    last().onerror?.();
    window.dispatchEvent(new Event("online"));
    expect(Source.made).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(Source.made).toHaveLength(2);
    stop();
  });

  test("is quiet once nobody listens", () => {
    const stop = start();
    last().onerror?.();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(Source.made).toHaveLength(1);
  });

  test("a page out of sight lets go of its connection, and hears on when it is looked at again", () => {
    const stop = start();
    last().say("counts", { at: "1" }, "4f1a");
    const seen = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(10_000);
    expect(last().readyState).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(last().readyState).toBe(Source.CLOSED);
    expect(Source.made).toHaveLength(1);
    seen.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(last().url).toBe("/api/journeys/a/live?seen=4f1a");
    expect(Source.made).toHaveLength(2);
    seen.mockRestore();
    stop();
  });
});
