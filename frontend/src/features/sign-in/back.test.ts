// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { keepPlace, takePlace } from "./back";

afterEach(() => localStorage.clear());

test("the place is given back once", () => {
  keepPlace("/journeys/visit-reminder?remarks=");
  expect(takePlace()).toBe("/journeys/visit-reminder?remarks=");
  expect(takePlace()).toBe("/");
});

test("what is older than an hour, or no place of ours, leads to the overview", () => {
  keepPlace("/people");
  expect(takePlace(Date.now() + 3_600_001)).toBe("/");
  keepPlace("//elsewhere.example");
  expect(takePlace()).toBe("/");
  localStorage.setItem("careloom.back", "nonsense");
  expect(takePlace()).toBe("/");
});
