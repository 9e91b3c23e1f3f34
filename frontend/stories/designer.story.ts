// Somebody signs in, watches a journey, makes a mistake in its text, and reads why a mail was sent.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, origin, type Watched } from "./browser";

const link = process.env.CARELOOM_LINK ?? "";

describe.skipIf(origin === "" || link === "")("the designer in a real browser", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await open(browser, origin);
  });
  afterAll(() => browser?.close());

  test("a one-time link signs in, and its token is gone from the address", async () => {
    await seen.page.goto(link);
    await seen.page.getByRole("heading", { name: "Overview" }).waitFor();
    expect(seen.page.url()).not.toContain("token");
    // Asking who is signed in before anybody is, is answered with 401, which the console calls an error.
    seen.complaints.length = 0;
  });

  test("a journey is drawn from its text with a card for every step", async () => {
    const { page } = seen;
    await page.getByRole("link", { name: "Journeys", exact: true }).click();
    await page.getByRole("heading", { name: "Visit reminder" }).click();
    await page.locator("[data-step]").first().waitFor();
    await page.getByRole("button", { name: "See all of it" }).click();
    const text = await page.evaluate(async () => {
      const answer = await fetch("/api/journeys/visit-reminder");
      return ((await answer.json()) as { source: string }).source;
    });
    const steps = text.match(/^\s*- (send|wait|await|branch|split|repeat|update|exit):/gm) ?? [];
    await expect.poll(() => page.locator("[data-ground] [data-step]").count()).toBe(steps.length);
  });

  test("choosing a step shows its sentence and its own YAML; the arrow walks on", async () => {
    const { page } = seen;
    await page
      .locator("[data-ground] [data-step]")
      .first()
      .click({ position: { x: 60, y: 20 } });
    const panel = page.getByRole("complementary", { name: /^Step / });
    const first = await panel.getAttribute("data-step");
    expect(await panel.locator("pre").innerText()).toContain(String(first));
    // A decision's own way is a stop of the walk, and still speaks of the decision.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => panel.getAttribute("data-step")).not.toBe(first);
  });

  test("a mistake in the text is marked in its place and cannot be published", async () => {
    const { page } = seen;
    await page.getByRole("tab", { name: "YAML" }).click();
    const line = page.locator(".cm-line", { hasText: /^\s*- send:/ }).first();
    await line.click();
    await page.keyboard.press("End");
    await page.keyboard.type("\nmesage: oops");
    await page.getByRole("button", { name: /^See \d+ error/ }).waitFor();
    await page.getByRole("tab", { name: /Problems/ }).click();
    await page.getByText("mesage").first().waitFor();
    await page.getByRole("button", { name: "More about this journey" }).click();
    await page.getByRole("menuitem", { name: "Discard draft" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard draft" }).click();
    await page.getByRole("button", { name: /^See \d+ error/ }).waitFor({ state: "detached" });
  });

  test("every place opens without a complaint, in light and in dark", async () => {
    const { page, complaints } = seen;
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const place of [
        "Overview",
        "Journeys",
        "People",
        "Messages",
        "Events",
        "Dead letters",
        "Mailbox",
      ]) {
        await page.getByRole("link", { name: place, exact: true }).first().click();
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        expect(await page.getByRole("alert").count(), place).toBe(0);
      }
    }
    expect(complaints).toEqual([]);
  });
});
