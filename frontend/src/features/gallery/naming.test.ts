import { describe, expect, test } from "vitest";
import { isSlug, slugOf, usualOwner } from "./naming";

describe("the name of a folder", () => {
  test("is made of plain letters, digits and hyphens", () => {
    expect(slugOf("Recordatorio de la próxima visita!")).toBe("recordatorio-de-la-proxima-visita");
    expect(slugOf("7 days — before")).toBe("days-before");
  });

  test("is empty where nothing can stay, and never too long", () => {
    expect(slugOf("¡¿?!")).toBe("");
    expect(isSlug(slugOf("a ".repeat(80)))).toBe(true);
  });

  test("is refused with a path in it", () => {
    expect(isSlug("../a")).toBe(false);
    expect(isSlug("visit-reminder")).toBe(true);
  });
});

test("the team with most journeys is proposed", () => {
  expect(usualOwner(["care-team", "access-team", "", "access-team"])).toBe("access-team");
  expect(usualOwner([])).toBe("");
});
