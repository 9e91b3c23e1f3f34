import { expect, test } from "vitest";
import { VISIT_REMINDER } from "~/testing/journeys";
import { findStep } from "../model/document";
import { readJourney } from "../model/read";
import { stepSource } from "./stepSource";

test("a nested step is shown at the left margin, whole and alone", () => {
  const step = findStep(readJourney(VISIT_REMINDER).document?.steps ?? [], "day-before");
  expect(step && stepSource(VISIT_REMINDER, step.place)).toBe("send: day-before\nmessage: reminder-strong");
});
