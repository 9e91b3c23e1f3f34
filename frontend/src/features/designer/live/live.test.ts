import { expect, test } from "vitest";
import type { Stay } from "~/api/generated/types";
import { isEverybody, sinceOf, Watching } from "./watching";
import { stayWords } from "./whyWords";

const STAY: Stay = {
  step: "week-ahead",
  title: "",
  kind: "send",
  visit: 1,
  entered_at: "2026-03-01T12:00:00Z",
  ended_at: "2026-03-03T15:00:00Z",
  outcome: "sent:smime",
  phase: "",
  due_at: null,
  held: false,
  message: null,
  grounds: [],
};
const stay = (change: Partial<Stay>) => stayWords({ ...STAY, ...change });

test("a sent mail says how it went, one that was held back says why", () => {
  expect(stayWords(STAY)).toContain("was sent, by S/MIME");
  expect(stay({ outcome: "skipped:opted-out" })).toBe(
    "“week-ahead” was not sent because: they opted out of this topic.",
  );
});

test("decisions and waits are told by what they came to", () => {
  expect(stay({ kind: "branch", outcome: "otherwise" })).toContain("no condition was true");
  expect(stay({ kind: "branch", outcome: "confirmed in time" })).toContain("“confirmed in time”");
  expect(stay({ kind: "await", outcome: "appointment.no_show" })).toContain("they do not come");
  expect(stay({ kind: "await", outcome: "timeout" })).toContain("nothing happened");
});

test("who stands at a step is told until when, and whether a person holds them", () => {
  const standing = { outcome: "", ended_at: null, phase: "waiting", due_at: "2026-03-03T15:00:00Z" };
  expect(stay(standing)).toMatch(/^They wait at “week-ahead” until .*Mar/);
  expect(stay({ ...standing, held: true })).toContain("held at “week-ahead” by a person");
});

test("who leaves in the midst of a step is said to have left", () => {
  expect(stay({ outcome: "exit:appointment.cancelled" })).toMatch(/^They left at “week-ahead”/);
});

test("who comes to an end is told once by what they left as", () => {
  expect(stay({ kind: "exit", step: "telehealth", outcome: "telehealth" })).toBe(
    "They left here, as “telehealth”.",
  );
});

test("a period is a moment to the minute, so that answers can be kept", () => {
  const now = Date.parse("2026-03-08T12:00:31Z");
  expect(sinceOf("week", now)).toBe("2026-03-01T12:00:00.000Z");
  expect(sinceOf("all", now)).toBeNull();
});

test("who chose nothing watches everybody", () => {
  const watching = new Watching();
  expect(isEverybody(watching.get())).toBe(true);
  watching.choose({ period: "day" });
  expect(isEverybody(watching.get())).toBe(false);
});

test("a step that has a title is called by it, one that has none by its id", () => {
  expect(stay({ title: "Your visit, …, …" })).toMatch(/^“Your visit, …” was sent/);
  const task = { kind: "task", title: "Call them", step: "call", outcome: "done" };
  expect(stay(task)).toContain("“Call them”");
});
