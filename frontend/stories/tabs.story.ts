// Two tabs of one person on one draft, of which one is loaded again: nothing the other saved is written over unasked.
// Other stories leave this journey with waits of their own, below ten hours.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn } from "./browser";

const link = linkOf("TABS");
const SLUG = "visit-follow-up";
const STEP = "let-them-get-home";
const DRAFT = `**/api/journeys/${SLUG}/draft`;

/** How long the draft on the server lets people wait. */
const savedWait = (page: Page): Promise<string | undefined> =>
  page.evaluate(
    async ({ slug, step }) => {
      const answer = await fetch(`/api/journeys/${slug}/draft`);
      const { files } = (await answer.json()) as { files: Record<string, string> };
      return new RegExp(`wait: ${step}\\n\\s+for: (\\d+)h`).exec(files["journey.yaml"] ?? "")?.[1];
    },
    { slug: SLUG, step: STEP },
  );

async function look(page: Page): Promise<void> {
  await page.goto(`${origin}/journeys/${SLUG}`);
  await page.locator(`[data-step="${STEP}"]`).first().click();
  await page.locator(`aside[data-step="${STEP}"]`).waitFor();
}

const hours = (page: Page) => page.getByLabel("Amount: How long");

describe.skipIf(origin === "" || link === "")("two tabs of one person", () => {
  let browser: Browser;
  let one: Page;
  let other: Page;

  beforeAll(async () => {
    browser = await launch();
    one = (await signedIn(browser, origin, link)).page;
    other = await one.context().newPage();
    await look(one);
    await look(other);
  });
  afterAll(() => browser?.close());

  test("what could not be saved here does not replace, after a reload, what the other tab saved meanwhile", async () => {
    await one.route(DRAFT, (route) =>
      route.request().method() === "PUT" ? route.abort() : route.continue(),
    );
    await hours(one).fill("15");
    await one.getByText(/^Not saved/).waitFor();
    await hours(other).fill("16");
    await expect.poll(() => savedWait(other)).toBe("16");
    await one.unroute(DRAFT);
    await look(one);
    await one.getByText("Changed in another window of yours").first().waitFor();
    await one.waitForTimeout(1_500); // longer than a save waits for the next key
    expect(await savedWait(other)).toBe("16");
  });

  test("the other tab's text can be taken in, and this tab's comes back by undoing, knowingly", async () => {
    await one.getByRole("button", { name: "Show that one" }).click();
    await expect.poll(() => hours(one).inputValue()).toBe("16");
    await one.locator(`[data-step="${STEP}"]`).first().click();
    await one.keyboard.press("Control+z");
    await expect.poll(() => savedWait(other)).toBe("15");
    await expect.poll(() => hours(other).inputValue()).toBe("15");
  });

  test("a tab that had saved everything shows, when it is loaded again, what the other saved since", async () => {
    await one.goto(`${origin}/journeys`);
    await hours(other).fill("17");
    await expect.poll(() => savedWait(other)).toBe("17");
    await look(one);
    await expect.poll(() => hours(one).inputValue()).toBe("17");
    await one.waitForTimeout(1_500);
    expect(await savedWait(other)).toBe("17");
  });

  test("what was typed before the server answered replaces nothing after a reload either", async () => {
    const early = await one.context().newPage();
    await early.route(DRAFT, async (route) => {
      if (route.request().method() === "PUT") return route.abort();
      await new Promise((answered) => setTimeout(answered, 4_000));
      await route.continue();
    });
    await look(early);
    await hours(early).fill("20");
    await early.getByText(/^Not saved/).waitFor();
    await look(other);
    await hours(other).fill("21");
    await expect.poll(() => savedWait(other)).toBe("21");
    await early.unroute(DRAFT);
    await look(early);
    await early.getByText("Changed in another window of yours").first().waitFor();
    expect(await savedWait(other)).toBe("21");
    await early.close();
  });
});
