// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { JourneyDetail } from "~/api/types";
import { VISIT_REMINDER } from "~/testing/journeys";
import { duplicate } from "../model/editing";
import { DesignerStore, StoreContext } from "../store";
import { Inspector } from "./Inspector";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const JOURNEY = { slug: "visit-reminder", version_number: 0 } as JourneyDetail;

async function open(): Promise<DesignerStore> {
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 404 }));
  const store = new DesignerStore(VISIT_REMINDER, "etag");
  store.select("week-ahead");
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <StoreContext value={store}>
          <Inspector journey={JOURNEY} live={null} problems={[]} />
        </StoreContext>
      </MantineProvider>
    </QueryClientProvider>,
  );
  await waitFor(() => expect(shown()).toBe("week-ahead"));
  return store;
}

const shown = () => screen.getByRole("complementary").dataset.step;

test("the picture shows what was done first, the panel follows a frame later", async () => {
  const store = await open();
  act(() => void store.run((draft) => duplicate(draft, { steps: ["week-ahead"] })));
  expect(store.get().selected).toBe("week-ahead-2");
  expect(shown()).toBe("week-ahead");
  await waitFor(() => expect(shown()).toBe("week-ahead-2"));
});

test("what is changed in the step that is shown is seen at once", async () => {
  const store = await open();
  const { text } = store.get();
  act(() => store.edit(text.replace("message: reminder\n", "message: reminder-short\n")));
  expect(screen.getByRole("complementary").querySelector("pre")?.textContent).toContain("reminder-short");
});
