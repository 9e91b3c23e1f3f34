// @vitest-environment jsdom
// The frame around every page: the places somebody may enter, and what waits there.
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Role } from "~/api/types";
import { Shell } from "./Shell";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const NEEDS = { dead_letters: 2, approvals: 0, late_tasks: 4, uncertain: 0, stopped: [] };

async function places(role: Role): Promise<string[]> {
  const account = { id: "a1", email: "x@example.org", name: "Op", role };
  const answers: [string, unknown][] = [
    ["/session", { account, csrf: "c", expires_at: "2030-01-01T00:00:00Z" }],
    ["/installation", { name: "Clinic", embedded: true, clock: { paced: false } }],
    ["/overview/needs", NEEDS],
  ];
  vi.stubGlobal("fetch", (url: string) => {
    const found = answers.find(([part]) => url.includes(part));
    return Promise.resolve(new Response(JSON.stringify(found?.[1] ?? { items: [] })));
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Shell>the page</Shell>
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByText("Op");
  await screen.findByText("2"); // dead letters: then everything is known
  const links = within(screen.getByRole("navigation")).getAllByRole("link");
  return links.map(({ textContent }) => textContent ?? "").filter(Boolean);
}

test("whoever looks after people sees the places that list them, and how many tasks are late", async () => {
  const seen = await places("operator");
  expect(seen).toEqual(
    expect.arrayContaining(["People", "Messages", "Events", "Mailbox", "Tasks4, 4 overdue"]),
  );
});

test("whoever draws sees no place that lists people", async () => {
  const seen = await places("author");
  expect(seen.filter((name) => /People|Messages|Events|Mailbox|Tasks/.test(name))).toEqual([]);
  expect(seen).toEqual(
    expect.arrayContaining(["Overview", "Journeys", "Approvals", "Dead letters2", "Settings"]),
  );
});
