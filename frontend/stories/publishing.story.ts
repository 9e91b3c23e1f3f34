// A draft from the first edit to a published version: saved by itself, planned, published for people who are
// inside at their next safe point, compared with what was before, and taken back.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { redraft } from "./writes";

const link = linkOf("PUBLISHING");
const SLUG = "visit-reminder";

describe.skipIf(origin === "" || link === "")("publishing a draft in a real browser", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
  });
  afterAll(() => browser?.close());

  const sourceOf = () =>
    seen.page.evaluate(async (slug) => {
      const answer = await fetch(`/api/journeys/${slug}`);
      return ((await answer.json()) as { source: string }).source;
    }, SLUG);

  test("an edit becomes a draft by itself", async () => {
    const { page } = seen;
    await page.goto(`${origin}/journeys/${SLUG}`);
    await page.getByRole("tab", { name: "YAML" }).click();
    const line = page.locator(".cm-line", { hasText: /^title:/ });
    await line.click();
    await page.keyboard.press("End");
    await page.keyboard.type(" for you");
    await page.getByText(/^Draft saved/).waitFor();
    expect(await sourceOf()).not.toContain("for you");
  });

  test("the plan says what changes and what becomes of the people inside; then it is done", async () => {
    const { page } = seen;
    await page.getByRole("button", { name: /^Publish version/ }).dblclick();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("What changes", { exact: true }).waitFor();
    const safe = dialog.getByRole("radio", { name: /next safe point/ });
    if (await safe.count()) await safe.check();
    await dialog.getByRole("textbox", { name: /What changed/ }).fill("A friendlier title");
    await dialog.getByRole("button", { name: /^Publish version/ }).dblclick();
    await page
      .getByText(/^Version \d+ is published/)
      .first()
      .waitFor();
    await dialog.waitFor({ state: "detached" });
    expect(await page.getByText(/^Version \d+ is published/).count()).toBe(1);
    expect(await sourceOf()).toContain("for you");
  });

  test("restoring takes the messages along, and undo brings the draft back with every file, after a reload too", async () => {
    const { page } = seen;
    const files = () =>
      page.evaluate(async (slug) => {
        const answer = await fetch(`/api/journeys/${slug}/draft`);
        return ((await answer.json()) as { files: Record<string, string> }).files;
      }, SLUG);
    const published = await files();
    const NEW = "messages/only-here.mjml";
    await redraft(page, SLUG, (now) => ({
      "messages/reminder.mjml": (now["messages/reminder.mjml"] ?? "").replace("Hello {{", "Dear {{"),
      [NEW]: now["messages/reminder.mjml"] ?? "",
    }));
    const mine = await files();
    await page.goto(`${origin}/journeys/${SLUG}`);
    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByRole("button", { name: "Restore as draft" }).first().click();
    await page.getByText(/is your draft now/).waitFor();
    expect(await files()).toEqual(published);
    await page.reload();
    await page
      .getByRole("button", { name: /^Undo: Restored version \d+/ })
      .first()
      .click();
    await expect.poll(files).toEqual(mine);
    await page
      .getByRole("button", { name: /^Redo: Restored version \d+/ })
      .first()
      .click();
    await expect.poll(files).toEqual(published);
    // What somebody wrote since is not written over.
    await redraft(page, SLUG, () => ({ [NEW]: "newer" }));
    await page
      .getByRole("button", { name: /^Undo: Restored version \d+/ })
      .first()
      .click();
    await page.getByText(`Changed since, so they stay as they are: ${NEW}`).waitFor();
    await expect.poll(files).toEqual({ ...mine, [NEW]: "newer" });
    await redraft(page, SLUG, () => ({ ...published, [NEW]: null }));
  });

  test("the version before is compared on the canvas and as text, and comes back as the draft", async () => {
    const { page, complaints } = seen;
    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByRole("cell", { name: "A friendlier title" }).waitFor();
    await page.getByRole("button", { name: "Compare", exact: true }).nth(1).click();
    await page.getByRole("region", { name: /^The journey: Your draft/ }).waitFor();
    await page.getByRole("tab", { name: "Text", exact: true }).click();
    await page
      .getByText(/added line/)
      .first()
      .waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Back to the journey" }).click();
    await page.getByRole("button", { name: "Restore as draft" }).nth(1).click();
    await page.getByText(/is your draft now/).waitFor();
    await page.getByRole("button", { name: /^Publish version/ }).waitFor();
    expect(complaints).toEqual([]);
  });
});
