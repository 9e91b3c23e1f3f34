// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { beginTour, goOn, know, leaveTour, STOPS, useKnown, useStop } from "./tour";

afterEach(() => {
  act(leaveTour);
  localStorage.clear();
});

describe("the tour", () => {
  test("goes through five stops, back again, never before the first, and ends behind the last", () => {
    const { result } = renderHook(useStop);
    act(beginTour);
    act(() => goOn(-1));
    expect(result.current).toBe(0);
    act(() => goOn(1));
    act(() => goOn(-1));
    expect(result.current).toBe(0);
    for (const _ of STOPS) act(() => goOn(1));
    expect(result.current).toBeNull();
  });

  test("is known to whoever took it, not to the next person at the same desk", () => {
    const ana = renderHook(() => useKnown("ana"));
    const ben = renderHook(() => useKnown("ben"));
    act(() => know("ana"));
    expect([ana.result.current, ben.result.current]).toEqual([true, false]);
    expect(localStorage.length).toBe(1);
  });

  test("can be taken again by whoever knows it", () => {
    const { result } = renderHook(useStop);
    act(() => know("ana"));
    act(beginTour);
    expect(result.current).toBe(0);
  });
});
