// Several windows of one browser over HTTP/1.1, which gives it six connections for all of them: none starves.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { send } from "./writes";

const link = linkOf("WINDOWS");
const SLUG = "education-series";
/** The first two look at the same journey. */
const SEEN = [SLUG, SLUG, "billing-reminder", "consent-renewal", "telehealth-visit", "care-gap-screening"];
const STREAM = /\/api\/(streams|journeys\/[^/]+\/(live|together))/;

describe.skipIf(origin === "" || link === "")("several windows of one browser", () => {
  let browser: Browser;
  let first: Watched;
  const windows: Page[] = [];
  const streams: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    first = await signedIn(browser, origin, link);
    windows.push(first.page);
    while (windows.length < SEEN.length) windows.push(await first.page.context().newPage());
    for (const page of windows)
      page.on("request", (request) => STREAM.test(request.url()) && streams.push(request.url()));
  });
  afterAll(async () => {
    if (first) await send(first.page, "DELETE", `/journeys/${SLUG}/draft`).catch(() => undefined);
    await browser?.close();
  });

  test("six windows that are all in sight open and are answered", async () => {
    for (const [index, page] of windows.entries()) {
      await page.goto(`${origin}/journeys/${SEEN[index]}`);
      await page.locator("[data-step]").first().waitFor();
    }
    for (const page of windows) {
      const status = await page.evaluate(async () => (await fetch("/api/journeys")).status);
      expect(status).toBe(200);
    }
  });

  test("what one window saves, another of the same journey shows", async () => {
    const [one, other] = windows;
    if (!one || !other) throw new Error("there are no windows");
    for (const page of [one, other]) await page.getByRole("tab", { name: "YAML" }).click();
    const title = (page: Page) => page.locator(".cm-line", { hasText: /^title:/ });
    await title(one).click();
    await one.keyboard.press("End");
    await one.keyboard.type(" in both windows");
    await one.getByText(/^Draft saved/).waitFor();
    await expect.poll(() => title(other).innerText()).toContain("in both windows");
  });

  test("no window holds a line of its own: they share one", () => {
    expect(streams).toEqual([]);
    expect(first.complaints).toEqual([]);
  });
});
