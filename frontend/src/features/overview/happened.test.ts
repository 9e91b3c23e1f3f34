import { expect, test } from "vitest";
import type { Happening } from "~/api/types";
import { lineOf } from "./happened";

const told = (kind: Happening["kind"], code: string, people: number) =>
  lineOf({ at: "2026-03-03T10:00:00Z", kind, code, people, journey: "j", step: "s", message: null }).title;

test("a line says how many, what, and why or how", () => {
  expect([told("entered", "", 1), told("entered", "", 12)]).toEqual([
    "One person entered",
    "12 people entered",
  ]);
  expect([told("sent", "portal", 4), told("sent", "pigeon", 1)]).toEqual([
    "4 mails sent, kept in the portal, with a notice",
    "A mail sent, Pigeon",
  ]);
  expect(told("held", "opted-out", 2)).toBe("2 mails not sent: they opted out of this topic");
});
