// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Task } from "~/api/types";
import { queueWords, TasksPage } from "./TasksPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const task: Task = {
  id: "t1",
  queue: "front-desk",
  title: "Call about the visit",
  details: "Two tries are enough.",
  state: "open",
  overdue: true,
  escalated: true,
  journey: "visit-reminder",
  journey_title: "Visit reminder",
  step: "call-list",
  enrollment: "e1",
  patient: "p1",
  masked_name: "A… R.",
  opened_at: "2026-03-01T09:00:00Z",
  due_at: "2026-03-01T13:00:00Z",
  taken_by: "",
  mine: false,
  ended_by: "",
  ended_at: null,
  reason: "",
  journey_over: true,
};

const account = { id: "a1", email: "x@example.org", name: "Op", role: "operator" };

function serve(): string[] {
  const asked: string[] = [];
  const answers: [string, unknown][] = [
    ["/session", { account, csrf: "c", expires_at: "2030-01-01T00:00:00Z" }],
    ["/tasks/queues", { items: [{ queue: "front-desk", open: 1, overdue: 1 }] }],
    ["/tasks/t1/", task],
    ["/tasks", { items: [task], next: null }],
  ];
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? "GET"} ${url}`);
    const found = answers.find(([part]) => url.includes(part));
    return Promise.resolve(
      new Response(JSON.stringify(found?.[1] ?? {}), { headers: { "content-type": "application/json" } }),
    );
  });
  return asked;
}

const shown = () =>
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <TasksPage />
      </QueryClientProvider>
    </MantineProvider>,
  );

test("an open task says what is to be done, for whom, and that it is late", async () => {
  serve();
  shown();
  expect(await screen.findByText("Call about the visit")).toBeTruthy();
  expect(screen.getByText("escalated")).toBeTruthy();
  expect(screen.getByText("A… R.")).toBeTruthy();
  expect(screen.getByText(/the journey is over/)).toBeTruthy();
});

test("an operator has it done with one press", async () => {
  const asked = serve();
  shown();
  await userEvent.click(await screen.findByRole("button", { name: "Done" }));
  expect(asked.some((one) => one.startsWith("POST") && one.endsWith("/tasks/t1/done"))).toBe(true);
});

test("a queue says how much is late", () => {
  expect(queueWords({ queue: "nurses", open: 3, overdue: 0 })).toBe("nurses · 3");
  expect(queueWords({ queue: "nurses", open: 3, overdue: 2 })).toBe("nurses · 3, 2 overdue");
});
