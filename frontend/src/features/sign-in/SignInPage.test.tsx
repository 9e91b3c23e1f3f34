// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rememberCsrf } from "~/api/client";
import { SignInPage } from "./SignInPage";

const calls = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const session = {
  account: { id: "1", email: "a@b.example", name: "A", role: "viewer" },
  csrf: "c",
  expires_at: "",
};

beforeEach(() => {
  calls.mockReset();
  vi.stubGlobal("fetch", calls);
});

afterEach(() => {
  cleanup();
  rememberCsrf("");
  localStorage.clear();
  vi.unstubAllGlobals();
  window.history.replaceState(null, "", "/");
});

function open() {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SignInPage />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const sent = (path: string) =>
  calls.mock.calls
    .filter(([url]) => url === path)
    .map(([, init]) => JSON.parse(String(init.body)) as unknown);

test("a wrong password is told without saying which of the two was wrong", async () => {
  calls.mockImplementation(async () => new Response("{}", { status: 401 }));
  open();
  await userEvent.type(screen.getByLabelText(/E-mail/), "a@b.example");
  await userEvent.type(screen.getByLabelText(/Password/, { selector: "input" }), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "That e-mail and password do not belong together.",
  );
});

test("a one-time link is used once, and its token leaves the address at once", async () => {
  calls.mockImplementation(async () => new Response(JSON.stringify(session)));
  window.history.replaceState(null, "", "/sign-in#token=abc-123");
  open();
  await waitFor(() => expect(sent("/api/session/link")).toEqual([{ token: "abc-123" }]));
  expect(window.location.href).not.toContain("abc-123");
});

test("a session that ended by itself is told, and a link leads back to where one was", async () => {
  calls.mockImplementation(async () => new Response(JSON.stringify(session)));
  rememberCsrf("of the session that ended");
  window.history.replaceState(null, "", "/journeys/win-back");
  open();
  expect(screen.getByRole("status").textContent).toContain("Your session has ended");
  cleanup();
  window.history.replaceState(null, "", "/sign-in#token=abc-123");
  open();
  await waitFor(() => expect(window.location.pathname).toBe("/journeys/win-back"));
});

test("whoever comes for the first time, or signed out, is told nothing of a session", () => {
  calls.mockImplementation(async () => new Response("{}", { status: 401 }));
  open();
  expect(screen.queryByRole("status")).toBeNull();
});
