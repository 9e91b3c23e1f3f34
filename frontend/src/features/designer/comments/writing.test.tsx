// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { WriteRemark } from "./WriteRemark";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

// jsdom has no fonts to wait for.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

const STAFF = { items: [{ id: "1", name: "Olga Other" }], next: null };

test("a name that was chosen leaves the cursor behind it before the next key comes", async () => {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(STAFF)));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <WriteRemark slug="visit-reminder" step="week-ahead" />
      </MantineProvider>
    </QueryClientProvider>,
  );
  const box = screen.getByRole<HTMLTextAreaElement>("textbox");
  fireEvent.change(box, { target: { value: "Enough, @Ol then?" } });
  box.setSelectionRange(11, 11);
  fireEvent.select(box);
  await screen.findByRole("option", { name: "Olga Other" });
  fireEvent.keyDown(box, { key: "Enter" });
  const head = "Enough, @Olga Other ";
  expect(box.value).toBe(`${head} then?`);
  expect([box.selectionStart, box.selectionEnd]).toEqual([head.length, head.length]);
});
