// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Source } from "~/testing/Source";
import { type Hearing, listen } from "./live";
import { backoff } from "./streams/hub";
import type { Live } from "./types";

const TOPIC = "live:a";
const SETTLED = 100;

let heard: Live[];
let states: Hearing[];
const start = () => {
  const stop = listen("a", {
    counts: (live) => heard.push(live),
    hearing: (state) => states.push(state),
  });
  vi.advanceTimersByTime(SETTLED);
  return stop;
};

beforeEach(() => {
  heard = [];
  states = [];
  Source.made = [];
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
});

afterEach(() => {
  vi.advanceTimersByTime(SETTLED);
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
    Source.last().say(TOPIC, { at: "1" });
    Source.last().onerror?.();
    vi.advanceTimersByTime(1_000);
    expect(Source.made).toHaveLength(2);
    Source.last().say(TOPIC, { at: "2" });
    expect(heard).toHaveLength(2);
    expect(states.at(-1)).toBe("live");
    stop();
  });

  test("after a break it says what it heard last, and the last numbers hold although nothing new is told", () => {
    const stop = start();
    Source.last().say(TOPIC, { at: "1" }, "4f1a");
    Source.last().onerror?.();
    vi.advanceTimersByTime(1_000);
    expect(Source.last().of).toBe("live:a:4f1a");
    expect(states.at(-1)).toBe("connecting");
    Source.last().onopen?.();
    expect(states.at(-1)).toBe("live");
    stop();
  });

  test("says that the numbers are old once a second try has failed", () => {
    const stop = start();
    Source.last().onerror?.();
    expect(states.at(-1)).toBe("connecting");
    vi.advanceTimersByTime(1_000);
    Source.last().onerror?.();
    expect(states.at(-1)).toBe("deaf");
    stop();
  });

  test("tries at once when the network is back", () => {
    const stop = start();
    Source.last().onerror?.();
    window.dispatchEvent(new Event("online"));
    expect(Source.made).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(Source.made).toHaveLength(2);
    stop();
  });

  test("is quiet once nobody listens", () => {
    const stop = start();
    Source.last().onerror?.();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(Source.made.filter(({ readyState }) => readyState !== Source.CLOSED)).toEqual([]);
  });

  test("a page out of sight lets go of its connection, and hears on when it is looked at again", () => {
    const stop = start();
    Source.last().say(TOPIC, { at: "1" }, "4f1a");
    const seen = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(10_000);
    expect(Source.last().readyState).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(Source.last().readyState).toBe(Source.CLOSED);
    expect(Source.made).toHaveLength(1);
    seen.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(SETTLED);
    expect(Source.made).toHaveLength(2);
    seen.mockRestore();
    stop();
  });
});
