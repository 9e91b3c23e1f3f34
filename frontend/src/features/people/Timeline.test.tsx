// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { TimelineItem } from "~/api/types";
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
