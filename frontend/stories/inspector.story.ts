// A wait and a condition are changed in their forms; in the text their own words change, and nothing else.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";

const link = linkOf("FORMS");

/** The text of the chosen step, as the panel shows it. */
const source = (page: Page) => page.locator("aside[data-step] pre").last().innerText();

async function choose(page: Page, id: string): Promise<void> {
  await page.locator(`[data-step="${id}"]`).first().click();
  await page.locator(`aside[data-step="${id}"]`).waitFor();
}

describe.skipIf(origin === "" || link === "")("the forms of the designer in a real browser", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
    await seen.page.goto(`${origin}/journeys/education-series`);
    await seen.page.locator("[data-step]").first().waitFor();
  });
  afterAll(() => browser?.close());

  test("a longer wait changes one number of the text", async () => {
    const { page } = seen;
    await choose(page, "a-week");
    const before = await source(page);
    await page.getByLabel("Amount: How long").fill("9");
    await expect.poll(() => source(page)).toBe(before.replace(/for: \d+/, "for: 9"));
    await page
      .getByRole("button", { name: /^Undo: / })
      .first()
      .click();
    await expect.poll(() => source(page)).toBe(before);
  });

  test("a rule of a condition changes in its place; its neighbour stays as it is written", async () => {
    const { page } = seen;
    await choose(page, "do-they-read");
    const before = await source(page);
    const rule = page.getByRole("group", { name: "Rule 1" }).first();
    await rule.getByLabel("Yes or no").selectOption("no");
    await expect.poll(() => source(page)).toContain("!engaged(");
    const after = await source(page);
    const lines = before.split("\n");
    expect(after.split("\n").filter((line) => !lines.includes(line))).toHaveLength(1);
    expect(seen.complaints).toEqual([]);
  });
});
