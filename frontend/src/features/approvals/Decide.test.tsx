// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { ApprovalRequest } from "~/api/drafts";
import { Decide } from "./Decide";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const request: ApprovalRequest = {
  id: "r1",
  journey: "visit-reminder",
  kind: "wording",
  role: "operator",
  content: "c",
  changes: {},
  asked_by: "a2",
  asked_by_name: "Asa",
  asked_at: "2026-03-01T09:00:00Z",
  note: "",
  state: "asked",
  decided_by: null,
  decided_by_name: null,
  decided_at: null,
  words: "",
  drawn: false,
};

const account = { id: "a1", email: "x@example.org", name: "Op", role: "operator" };

/** What was written to the server. */
function serve(): string[] {
  const sent: string[] = [];
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    if (init?.method === "POST") sent.push(`${url} ${String(init.body)}`);
    const answer = url.includes("/session")
      ? { account, csrf: "c", expires_at: "2030-01-01T00:00:00Z" }
      : request;
    return Promise.resolve(
      new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } }),
    );
  });
  return sent;
}

const shown = () =>
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Decide request={request} />
      </QueryClientProvider>
    </MantineProvider>,
  );

test("refusing asks for a reason at its field, which has the keyboard, and sends nothing without one", async () => {
  const sent = serve();
  shown();
  await userEvent.click(await screen.findByRole("button", { name: "Refuse" }));
  const field = screen.getByRole("textbox", { name: "Why, in a sentence" });
  expect(document.activeElement).toBe(field);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText(/^Say why/)).toBeTruthy();
  expect(sent).toEqual([]);
  await userEvent.type(field, "Too long");
  expect(screen.queryByText(/^Say why/)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Refuse" }));
  await waitFor(() => expect(sent).toEqual(['/api/approvals/r1/refuse {"words":"Too long"}']));
});

test("approving needs no words", async () => {
  const sent = serve();
  shown();
  await userEvent.click(await screen.findByRole("button", { name: "Approve" }));
  await waitFor(() => expect(sent).toEqual(['/api/approvals/r1/approve {"words":""}']));
});
