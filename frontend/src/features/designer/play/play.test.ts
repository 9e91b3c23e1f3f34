import { expect, test } from "vitest";
import type { Line, Simulated } from "~/api/generated/types";
import { flowCount } from "../model/numbers";
import { readJourney } from "../model/read";
import { possibleAt } from "./happenings";
import { asScenario } from "./keep";
import { localMoment, nextMinute } from "./moments";
import { liveAt, standingAt, stopAfter, stopBefore, stopsOf } from "./path";
import { Player } from "./player";
import { invent, playable, type Scenario, visitAt, withEvent } from "./scenario";
import { lineWords, wayWords } from "./story";

const ZONE = "America/New_York";
const NOON = Date.UTC(2026, 2, 1, 17) / 1000; // 12:00 in New York
const DAY = 86_400;

const line = (at: number, kind: string, id: string, more: Partial<Line> = {}): Line => ({
  at,
  local: "",
  kind,
  id,
  visit: 1,
  way: "",
  reason: "",
  until: "",
  until_at: null,
  language: "",
  method: "",
  subject: "",
  text: "",
  html: "",
  why: [],
  facts: {},
  ...more,
});

const stay = (step: string, entered: number, ended: number | null, outcome = "") => ({
  passage: 0,
  step,
  visit: 1,
  entered,
  ended,
  outcome,
  local: "",
});

const STORY: Simulated = {
  problems: [],
  zone: ZONE,
  lines: [
    line(NOON, "event", "appointment.booked"),
    line(NOON, "enter", "visit-reminder"),
    line(NOON + 2 * DAY, "send", "week-ahead", { way: "sent", language: "es" }),
    line(NOON + 8 * DAY, "branch", "reacted", { way: "confirmed" }),
    line(NOON + 9 * DAY, "exit", "visited"),
  ],
  differences: [],
  outcomes: ["visited"],
  reached: [],
  walked: [
    stay("week-ahead", NOON, NOON + 2 * DAY, "sent:tls"),
    stay("day-before", NOON + 2 * DAY, NOON + 8 * DAY, "passed"),
    stay("reacted", NOON + 8 * DAY, NOON + 8 * DAY, "case:confirmed"),
  ],
  impossible: {},
  began: NOON,
  ended: NOON + 9 * DAY,
  stopped: "",
};

const DOCUMENT = readJourney(`journey: visit-reminder
title: Visit reminder
purpose: treatment
enroll: {on: appointment.booked, once_per: appointment}
exit: [{on: appointment.cancelled}]
steps:
  - send: week-ahead
    message: reminder
  - wait: day-before
    for: 6d
`).document;
const document = DOCUMENT ?? expect.unreachable();

const ANA: Scenario = {
  name: "Ana",
  appointment: { start: "2026-03-22T09:00" },
  events: [{ at: "2026-03-01T12:00", event: "appointment.booked" }],
};

test("the path lights up as far as the clock has come, and no further", () => {
  const before = liveAt(STORY, NOON + DAY);
  expect(before.steps["week-ahead"]?.waiting).toBe(1);
  expect(before.steps["day-before"]).toBeUndefined();
  const after = liveAt(STORY, NOON + 3 * DAY);
  expect(flowCount({ of: "done", step: "week-ahead" }, after)).toBe(1);
  expect(after.steps["week-ahead"]?.sent).toEqual({ tls: 1 });
  expect(after.steps["day-before"]?.waiting).toBe(1);
  expect(liveAt(STORY, NOON + 9 * DAY).totals).toMatchObject({ entered: 1, inside: 0, left: 1, sent: 1 });
});

test("where they stand follows the clock, and is nowhere once they have left", () => {
  expect(standingAt(STORY, NOON + DAY)?.step).toBe("week-ahead");
  expect(standingAt(STORY, NOON + 7 * DAY)?.step).toBe("day-before");
  expect(standingAt(STORY, NOON + 9 * DAY)).toBeNull();
});

test("steps go from stop to stop in both directions", () => {
  const stops = stopsOf(STORY);
  expect(stopAfter(stops, NOON)).toBe(NOON + 2 * DAY);
  expect(stopBefore(stops, NOON + 2 * DAY)).toBe(NOON);
  expect(stopAfter(stops, NOON + 9 * DAY)).toBeNull();
});

test("nobody can answer a mail that has not come yet", () => {
  const early = possibleAt(STORY, NOON + DAY, document, ANA).map((one) => one.event);
  expect(early).not.toContain("confirmed");
  const later = possibleAt(STORY, NOON + 3 * DAY, document, ANA);
  expect(later.find((one) => one.event === "confirmed")?.step).toBe("week-ahead");
  expect(new Set(later.map((one) => one.event)).size).toBe(later.length);
});

test("moments are written on the clock of the person's zone, also across the change to summer time", () => {
  expect(localMoment(NOON, ZONE)).toBe("2026-03-01T12:00");
  expect(localMoment(NOON + 14 * DAY, ZONE)).toBe("2026-03-15T13:00");
  expect(nextMinute(NOON + 1)).toBe(NOON + 60);
});

test("what happened by now is what is expected from now on", () => {
  const kept = asScenario(ANA, "says nothing", STORY, NOON + 3 * DAY);
  expect(kept.until).toBe("2026-03-04T12:00");
  expect(kept.expect).toEqual([{ send: "week-ahead", at: "2026-03-03T12:00", language: "es" }]);
  const whole = asScenario(ANA, "to the end", STORY, NOON + 9 * DAY);
  expect(whole.until).toBeUndefined();
  expect(whole.expect).toContainEqual({ branch: "reacted", way: "confirmed" });
  expect(whole.expect).toContainEqual({ exit: "visited" });
});

test("a moved visit is known from the moment it was moved", () => {
  const moved = withEvent(ANA, {
    at: "2026-03-05T10:00",
    event: "appointment.rescheduled",
    appointment: { start: "2026-03-25T14:00" },
  });
  expect(visitAt(moved, "2026-03-04T10:00")).toBe("2026-03-22T09:00");
  expect(visitAt(moved, "2026-03-05T10:00")).toBe("2026-03-25T14:00");
});

test("somebody invented begins with the journey's own event", () => {
  const given = {
    name: "Ana",
    language: "es",
    zone: ZONE,
    begins: "2026-03-01T12:00",
    visit: "2026-03-22T09:00",
  };
  const made = invent(given, document, null);
  expect(made.events).toEqual([{ at: "2026-03-01T12:00", event: "appointment.booked" }]);
  expect(made.appointment).toMatchObject({ start: "2026-03-22T09:00", end: "2026-03-22T09:30" });
});

test("what happens can be taken back, to the minute", () => {
  const player = new Player();
  player.choose({ ...ANA, expect: [{ exit: "visited" }] } as Scenario);
  expect(player.get().scenario).toEqual(playable(ANA));
  player.told(STORY);
  player.setClock(NOON + DAY);
  player.happen((at) => ({ at: localMoment(at, ZONE), event: "appointment.cancelled" }));
  expect(player.get().scenario?.events?.at(-1)).toEqual({
    at: "2026-03-02T12:01",
    event: "appointment.cancelled",
  });
  player.takeBack();
  expect(player.get()).toMatchObject({ scenario: playable(ANA), at: NOON + DAY });
});

test("lines speak in words, not in codes", () => {
  expect(lineWords(line(0, "event", "appointment.no_show"), false)).toBe("They do not come");
  expect(lineWords(line(0, "skip", "nudge", { reason: "opted-out" }), true)).toContain(
    "opted out of this topic",
  );
  expect(wayWords("case:confirmed")).toBe("confirms the visit");
  expect(wayWords("otherwise")).toBe("none of them was so");
});
