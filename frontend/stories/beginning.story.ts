// From an empty canvas to a published journey, with the mouse; only names and words are typed.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";

const link = linkOf("BEGINNING");
const SLUG = `our-own-reminder-${Date.now().toString(36)}`;
const HERE = `/journeys/${SLUG}`;

describe.skipIf(origin === "" || link === "")("a journey from nothing in a real browser", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
  });
  afterAll(() => browser?.close());

  const problems = () =>
    seen.page.evaluate(async (path) => {
      const answer = await fetch(`/api${path}`);
      const journey = (await answer.json()) as { diagnostics: { code: string; severity: string }[] };
      return journey.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
    }, HERE);

  test("the gallery's empty canvas becomes a draft that opens in the designer", async () => {
    const { page } = seen;
    await page.getByRole("link", { name: "Gallery", exact: true }).click();
    await page.getByRole("button", { name: "Begin empty" }).click();
    await page.getByLabel("What you call it").fill("Our own reminder");
    await page.getByLabel("Name of its folder").fill(SLUG);
    await page.getByRole("button", { name: "Make the draft" }).click();
    await page.waitForURL(`**${HERE}`);
    await page.getByRole("button", { name: "See 1 error" }).waitFor();
    expect(await problems()).toEqual(["no-steps"]);
  });

  test("a step is added and its message written from the step's own form", async () => {
    const { page } = seen;
    await page.locator("[data-behind]").first().click();
    await page
      .getByRole("option", { name: /^Email/ })
      .first()
      .click();
    await page.getByRole("button", { name: "New message" }).click();
    await page.getByRole("dialog").getByLabel("Subject").fill("Your visit is coming up");
    await page.getByRole("button", { name: "Make the message" }).click();
    await page.getByRole("link", { name: "Edit its words" }).waitFor();
    const panel = page.getByRole("complementary");
    await expect.poll(() => panel.locator("pre").innerText()).toContain("message: your-visit-is-coming-up");
  });

  test("what the compiler finds is mended in the journey's form until nothing is left", async () => {
    const { page } = seen;
    await page.getByRole("button", { name: "Close this step" }).click();
    await page.getByRole("combobox", { name: "Purpose" }).selectOption("treatment");
    await page.getByRole("combobox", { name: "Topic" }).selectOption("visits");
    await page.getByRole("button", { name: "Publish version 1" }).waitFor();
    await expect.poll(problems).toEqual([]);
  });

  test("its messages are a page away and lead back", async () => {
    const { page } = seen;
    await page.locator("header").getByRole("link", { name: "Messages" }).click();
    await page.getByRole("link", { name: /Your visit is coming up/ }).click();
    await page.getByText("Hello Ben").or(page.locator("iframe")).first().waitFor();
    await page.getByRole("link", { name: "Messages of Our own reminder" }).click();
    await page.getByRole("link", { name: "Back to Our own reminder" }).click();
    await page.locator("[data-ground] [data-step]").first().waitFor();
  });

  test("published, it is a journey like any other", async () => {
    const { page, complaints } = seen;
    await page.getByRole("button", { name: "Publish version 1" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /What changed/ }).fill("The first of our own");
    await dialog.getByRole("button", { name: "Publish version 1" }).click();
    await page.getByText(/^Version 1 is published/).waitFor();
    await page.getByText("version 1", { exact: true }).first().waitFor();
    const only = await page.evaluate(async (path) => {
      const answer = await fetch(`/api${path}`);
      return ((await answer.json()) as { only_draft: boolean }).only_draft;
    }, HERE);
    expect(only).toBe(false);
    expect(complaints).toEqual([]);
  });
});
