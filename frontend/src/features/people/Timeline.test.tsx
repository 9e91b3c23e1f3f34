// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { TimelineItem } from "~/api/types";
import { speak } from "~/words";
import { storyTitle } from "~/words/story";
import { byDay, Timeline } from "./Timeline";

afterEach(cleanup);

const item = (at: string, more: Partial<TimelineItem> = {}): TimelineItem => ({
  at,
  kind: "event",
  title: "A visit was booked",
  detail: "",
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
  const days = byDay([item("2026-03-03T10:00:00"), item("2026-03-03T09:00:00"), item("2026-03-01T09:00:00")]);
  expect(days.map((day) => day.items.length)).toEqual([2, 1]);
});

test("a mail in the story leads to its page", () => {
  render(
    <MantineProvider>
      <Timeline
        items={[item("2026-03-03T10:00:00", { kind: "message", title: "Mail sent", message: "m7" })]}
      />
    </MantineProvider>,
  );
  expect(screen.getByRole("link", { name: "Mail sent" }).getAttribute("href")).toBe("/messages/m7");
});

test.each([
  ["en", "Mail sent, sealed with S/MIME"],
  ["es", "Correo enviado, sellado con S/MIME"],
] as const)("what has a code is told in the language of who reads: %s", async (language, words) => {
  await speak(language);
  const mail = item("2026-03-03T10:00:00", { kind: "message", title: "As the server says", code: "sent" });
  expect(storyTitle({ ...mail, about: "smime" })).toBe(words);
  expect(storyTitle(item("2026-03-03T10:00:00", { code: "no.such" }))).toBe("A visit was booked");
  await speak("en", ["en-GB"]);
});
