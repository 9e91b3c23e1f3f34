// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { TimelineItem } from "~/api/types";
import { speak } from "~/words";
import { storyDetail, storyTitle } from "~/words/story";
import { byDay, lineOf, Timeline } from "./Timeline";

afterEach(cleanup);

const item = (at: string, more: Partial<TimelineItem> = {}): TimelineItem => ({
  at,
  kind: "event",
  note: "",
  journey: "",
  step: "",
  message: null,
  patient: null,
  tone: "neutral",
  facts: {},
  code: "",
  about: "",
  ...more,
});

test("what happened on one day stands under one heading, in the order told", () => {
  const moments = ["2026-03-03T10:00:00", "2026-03-03T09:00:00", "2026-03-01T09:00:00"];
  const days = byDay(moments.map((at) => lineOf(item(at))));
  expect(days.map((day) => day.lines.length)).toEqual([2, 1]);
});

test("a mail in the story leads to its page", () => {
  render(
    <MantineProvider>
      <Timeline items={[item("2026-03-03T10:00:00", { kind: "message", code: "claimed", message: "m7" })]} />
    </MantineProvider>,
  );
  expect(screen.getByRole("link", { name: "Being sent" }).getAttribute("href")).toBe("/messages/m7");
});

const TOLD: [Partial<TimelineItem>, string, string][] = [
  [
    { kind: "message", code: "sent", about: "smime" },
    "Mail sent, sealed with S/MIME",
    "Correo enviado, sellado con S/MIME",
  ],
  [{ code: "prescription.filled" }, "Prescription filled", "Receta dispensada"],
  [
    { kind: "step", step: "call-list", code: "opened" },
    "Call list: given to staff",
    "Call list: entregado al personal",
  ],
  [{ kind: "step", step: "ask", code: "confirmed" }, "Ask: confirmed the visit", "Ask: confirmó la cita"],
  [
    { kind: "step", step: "week", code: "skipped:opted-out" },
    "Week: not sent because: they opted out of this topic",
    "",
  ],
  [{ kind: "step", step: "way", code: "older-than-60" }, "Way: older than 60", "Way: older than 60"],
  [
    { kind: "consent", code: "wants-not", about: "care-news" },
    "Wants no mail about care news",
    "No quiere correo sobre care news",
  ],
  [{ code: "no.such" }, "No such", "No such"],
];

test.each(TOLD)(
  "a line has its words from its codes, in the language of who reads: %o",
  async (line, english, spanish) => {
    expect(storyTitle(item("2026-03-03T10:00:00", line))).toBe(english);
    await speak("es");
    if (spanish) expect(storyTitle(item("2026-03-03T10:00:00", line))).toBe(spanish);
    await speak("en", ["en-GB"]);
  },
);

test("who left is told why, a wish by what staff wrote down", () => {
  const left = item("2026-03-03T10:00:00", {
    kind: "left",
    about: "Reminder",
    code: "exit:appointment.cancelled",
  });
  expect([storyTitle(left), storyDetail(left)]).toEqual(["Left “Reminder”", "Ended: visit cancelled"]);
  expect(storyDetail(item("2026-03-03T10:00:00", { kind: "consent", note: "at the desk" }))).toBe(
    "at the desk",
  );
});
