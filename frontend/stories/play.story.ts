// A Spanish-speaking patient who moves her visit is played on the draft; the live numbers open into people and into why.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";

const link = linkOf("PLAY");
const journey = `${origin}/journeys/visit-reminder`;

/** The line of the story that says it. */
const moved = (page: Page) => page.getByLabel("What happened").getByText("The visit is moved");

async function openTab(page: Page, name: string): Promise<void> {
  await page.goto(journey);
  await page.locator("[data-step]").first().waitFor();
  await page.getByRole("tab", { name, exact: true }).click();
}

describe.skipIf(origin === "" || link === "")("play and watch in a real browser", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
  });
  afterAll(() => browser?.close());

  test("Ana, who reads Spanish, moves her visit and is reminded of the new day", async () => {
    const { page } = seen;
    await openTab(page, "Play");
    await page.getByLabel("First name").fill("Ana");
    await page.getByRole("button", { name: "Play them through" }).click();
    await page.getByRole("button", { name: "The visit is moved" }).click();
    const to = page.getByLabel("New time of the visit");
    const day = (await to.inputValue()).slice(0, 10);
    await to.fill(`${day}T14:30`);
    await page.getByRole("button", { name: "Move the visit" }).click();
    await moved(page).waitFor();
    await page.getByRole("button", { name: "To the end" }).click();
    await page.getByRole("button", { name: "Open the mail" }).first().click();
    const mail = page.locator("iframe");
    expect(await mail.getAttribute("sandbox")).not.toContain("allow-scripts");
    await page.frameLocator("iframe").getByText("14:30").first().waitFor();
    await page.frameLocator("iframe").getByText("Hola Ana").waitFor();
  });

  test("the path she went is lit on the canvas, and taking back returns her clock", async () => {
    const { page } = seen;
    expect(await page.locator("[data-playing] [data-been]").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Take back what happened last" }).click();
    await expect.poll(() => moved(page).count()).toBe(0);
  });

  test("the numbers of a step open into people, and a person into why", async () => {
    const { page } = seen;
    await openTab(page, "Watch");
    await page.locator("[data-step]").first().click();
    await page
      .getByTitle(/^Entered: /)
      .first()
      .click();
    await page.getByText("That you looked is recorded").waitFor();
    await page.getByRole("link", { name: "Why?" }).first().click();
    await page.getByRole("heading", { level: 1, name: /^Why / }).waitFor();
    expect(await page.locator("ol [data-step]").count()).toBeGreaterThan(0);
  });

  test("a scenario that speaks of a step that is gone is named, taken out, and brought back by undo", async () => {
    const { page } = seen;
    const name = "who looked at their notes is asked how it was";
    await page.goto(`${origin}/journeys/visit-follow-up`);
    await page.locator("[data-step]").first().click();
    await page.keyboard.press("/");
    await page.keyboard.type("a-day-later");
    await page.locator("[data-step=a-day-later] [data-selected]").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Delete");
    const problem = page.locator("[data-drawer] [data-code=unknown-step]");
    await page.getByRole("tab", { name: /^Problems/ }).click();
    await problem.getByText(`In the scenario “${name}”`).waitFor();
    await problem.getByRole("button", { name: "Remove this scenario" }).click();
    await page.getByText("No problems. This text can be published.").waitFor();
    const removed = page.getByRole("button", { name: /^Undo: Removed the scenario/ }).first();
    await removed.click();
    await problem.waitFor();
    await page
      .getByRole("button", { name: /^Undo: Deleted/ })
      .first()
      .click();
    await problem.waitFor({ state: "detached" });

    await page.getByRole("tab", { name: "Play", exact: true }).click();
    const person = page.getByRole("button", { name, exact: true });
    await page.getByRole("button", { name: `Remove the scenario “${name}”` }).click();
    await person.waitFor({ state: "detached" });
    await removed.click();
    await person.waitFor();
  });

  test("the map shows every journey with what lets people in", async () => {
    const { page, complaints } = seen;
    await page.goto(`${origin}/map`);
    await page.locator('a[href$="/journeys/visit-reminder"]').first().waitFor(); // other stories change titles
    await page.getByText("A visit is booked").first().waitFor();
    expect(complaints).toEqual([]);
  });
});
