// A wait is changed while people are inside: they move at the next safe point, every comment stays where it was, the
// versions are compared, the older one comes back as the draft, and undo takes everything back byte for byte.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";

const link = linkOf("INSIDE");
const SLUG = "visit-reminder";
const STEP = "day-before";

const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (at) => (await (await fetch(at)).json()) as T, `/api/journeys/${SLUG}${path}`);

const sourceOf = async (page: Page) => (await ask<{ source: string }>(page, "")).source;
const draftOf = async (page: Page) =>
  (await ask<{ files: Record<string, string> }>(page, "/draft")).files["journey.yaml"] ?? "";
const insideOf = async (page: Page) =>
  (await ask<{ items: { number: number; inside: number }[] }>(page, "/versions")).items;

async function openJourney(page: Page): Promise<void> {
  await page.goto(`${origin}/journeys/${SLUG}`);
  await page.locator("[data-step]").first().waitFor();
}

describe.skipIf(origin === "" || link === "")("changing a journey that people are in", () => {
  let browser: Browser;
  let seen: Watched;
  let before = "";
  let version = 0;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
    await openJourney(seen.page);
    before = await sourceOf(seen.page);
  });
  afterAll(() => browser?.close());

  test("a number on a card opens who is behind it, masked, and the keyboard is on the picture again", async () => {
    const { page } = seen;
    const number = page.locator("[data-ground] [data-step] [data-asks=entered]").first();
    const people = Number.parseInt(await number.innerText(), 10);
    await number.click();
    const dialog = page.getByRole("dialog", { name: /^Entered · At / });
    await dialog.getByText("Names are masked.").waitFor();
    await expect.poll(() => dialog.getByRole("link", { name: "Why?" }).count()).toBe(Math.min(people, 50));
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    const focused = () => page.evaluate(() => document.activeElement?.hasAttribute("data-ground"));
    await expect.poll(focused).toBe(true);
  });

  test("a wait is made longer, and only its own line of the text is another", async () => {
    const { page } = seen;
    await page.locator(`[data-step="${STEP}"]`).first().click();
    await page.locator(`aside[data-step="${STEP}"]`).waitFor();
    await page.getByLabel("Amount: Until").fill("30");
    await page.getByText(/^Draft saved/).waitFor();
    expect(before).toContain("by: 26h");
    await expect.poll(() => draftOf(page)).toBe(before.replace("by: 26h", "by: 30h"));
  });

  test("who is inside moves at the next safe point", async () => {
    const { page } = seen;
    const inside = (await insideOf(page)).reduce((all, one) => all + one.inside, 0);
    expect(inside).toBeGreaterThan(0);
    await page.getByRole("button", { name: /^Publish version/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(`${inside} people inside`).waitFor();
    await dialog.getByRole("radio", { name: /next safe point/ }).check();
    await dialog
      .getByText(/people? at .* go on at/)
      .first()
      .waitFor();
    await dialog.getByRole("textbox", { name: /What changed/ }).fill("Thirty hours before");
    await dialog.getByRole("button", { name: /^Publish version/ }).click();
    await page.getByText(/^Version \d+ is published/).waitFor();
    expect(await sourceOf(page)).toBe(before.replace("by: 26h", "by: 30h"));
    version = Math.max(...(await insideOf(page)).map((one) => one.number));
    await expect
      .poll(async () => (await insideOf(page)).find((one) => one.number === version)?.inside, {
        timeout: 45_000,
      })
      .toBe(inside);
  });

  test("the two versions are compared on the canvas and as text", async () => {
    const { page } = seen;
    await page.getByRole("tab", { name: "Versions" }).click();
    const row = page.getByRole("row", { name: new RegExp(`^Version ${version - 1}\\b`) });
    await row.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("region", { name: /^The journey: Your draft/ }).waitFor();
    await page.getByText(STEP).first().waitFor();
    await page.getByRole("tab", { name: "Text", exact: true }).click();
    await page
      .getByText(/by: 30h/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Back to the journey" }).click();
  });

  test("the older version comes back as the draft, and undo takes it all back", async () => {
    const { page, complaints } = seen;
    const published = await sourceOf(page);
    const row = page.getByRole("row", { name: new RegExp(`^Version ${version - 1}\\b`) });
    await row.getByRole("button", { name: "Restore as draft" }).click();
    await page.getByText(/is your draft now/).waitFor();
    await expect.poll(() => draftOf(page)).toBe(before);
    await page
      .getByRole("button", { name: /^Undo: / })
      .first()
      .click();
    await expect.poll(() => draftOf(page)).toBe(published);
    await page.getByText("No changes").waitFor();
    for (const comment of before.match(/#.*$/gm) ?? []) expect(published).toContain(comment);
    expect(complaints).toEqual([]);
  });
});
