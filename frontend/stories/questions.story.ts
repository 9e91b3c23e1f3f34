// A form step is added, its form is made from the step, and its questions are written and moved beside their preview.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";

const link = linkOf("QUESTIONS");
const SLUG = `asked-by-a-form-${Date.now().toString(36)}`;
const WELCOME = `welcomed-by-a-form-${Date.now().toString(36)}`;
const FORM = `/drafts/${SLUG}/forms/how-are-you`;

describe.skipIf(origin === "" || link === "")("a form from nothing in a real browser", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
  });
  afterAll(() => browser?.close());

  const file = () =>
    seen.page.evaluate(async (slug) => {
      const answer = await fetch(`/api/journeys/${slug}/draft`);
      const draft = (await answer.json()) as { files: Record<string, string> };
      return draft.files["forms/how-are-you.yaml"] ?? "";
    }, SLUG);

  test("a new form step says that its form is missing; made there, the step points at it", async () => {
    const { page } = seen;
    await page.goto(`${origin}/gallery`);
    await page.getByRole("button", { name: "Begin empty" }).click();
    await page.getByLabel("What you call it").fill("Asked by a form");
    await page.getByLabel("Name of its folder").fill(SLUG);
    await page.getByRole("button", { name: "Make the draft" }).click();
    await page.waitForURL(`**/journeys/${SLUG}`);
    await page.locator("[data-behind]").first().click();
    await page.getByRole("option", { name: /^Form/ }).first().click();
    const panel = page.getByRole("complementary").last();
    await panel.locator('[data-field="questions"] li[data-severity="error"]').waitFor();
    await page.getByRole("button", { name: "New form" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title").fill("How are you?");
    await dialog.getByLabel("First question").fill("Do you feel better?");
    await dialog.getByLabel("Name", { exact: true }).fill("how-are-you");
    await dialog.getByRole("button", { name: "Make the form" }).click();
    await page.getByRole("link", { name: "Edit its questions" }).waitFor();
    await expect.poll(() => panel.locator("pre").last().innerText()).toContain("questions: how-are-you");
    await expect.poll(() => panel.locator('[data-field="questions"] li').count()).toBe(0);
  });

  test("a second question is written, seen in the portal's own page, and saved", async () => {
    const { page } = seen;
    await page.getByRole("link", { name: "Edit its questions" }).click();
    await page.waitForURL(`**${FORM}?from=*`);
    const preview = page.frameLocator("iframe");
    await preview.getByText("Do you feel better?").waitFor();
    await page.getByRole("button", { name: "Add a question" }).click();
    await page.locator('ol li [data-severity="error"]').first().waitFor();
    await page.keyboard.type("How strong is your pain?");
    await page.getByLabel("Answer", { exact: true }).selectOption("number");
    await page.getByLabel("Most", { exact: true }).fill("10");
    await preview.getByText("A number from 0 to 10").waitFor();
    await page.getByText("The compiler finds nothing wrong with this form.").waitFor();
    await expect.poll(file).toContain("id: how_strong_is_your_pain");
  });

  test("Alt and an arrow moves a question, and undo puts it back", async () => {
    const { page, complaints } = seen;
    const heads = page.locator("[data-head]");
    await heads.nth(1).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => heads.first().innerText()).toContain("How strong is your pain?");
    expect(await heads.first().evaluate((head) => head === document.activeElement)).toBe(true);
    await page.keyboard.press("Control+z");
    await expect.poll(() => heads.first().innerText()).toContain("Do you feel better?");
    await expect.poll(file).toMatch(/Do you feel better\?[\s\S]*How strong is your pain\?/);
    // Where the journey's own text was saved meanwhile, a save of the form is refused once and made again.
    expect(complaints.filter((each) => !each.includes("412"))).toEqual([]);
  });

  const files = () =>
    seen.page.evaluate(async (slug) => {
      const answer = await fetch(`/api/journeys/${slug}/draft`);
      return ((await answer.json()) as { files: Record<string, string> }).files;
    }, WELCOME);

  test("an answer that is renamed is followed by the condition that asks for it; undo after a reload, too", async () => {
    const { page } = seen;
    await page.evaluate(
      async ([slug, key]) => {
        const { csrf } = (await (await fetch("/api/session")).json()) as { csrf: string };
        const headers = {
          "Content-Type": "application/json",
          "X-CSRF-Token": csrf,
          "Idempotency-Key": key,
        };
        const body = JSON.stringify({ journey: slug });
        await fetch("/api/gallery/new-patient-welcome/use", { method: "POST", headers, body });
      },
      [WELCOME, WELCOME] as const,
    );
    const before = await files();
    await page.goto(`${origin}/drafts/${WELCOME}/forms/about-you`);
    await page.locator("[data-head]").nth(1).click();
    await page.getByLabel("Name of the answer").fill("wants_call");
    await page.keyboard.press("Enter");
    await page.getByText("followed in journey.yaml and scenarios.yaml").waitFor();
    const now = await files();
    expect(now["journey.yaml"]).toBe(
      before["journey.yaml"]?.replace("answers.call_me", "answers.wants_call"),
    );
    await page.reload();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(files).toEqual(before);
  });

  test("a form is deleted after saying what asks it, and put back as it was", async () => {
    const { page } = seen;
    const before = await files();
    await page.getByRole("button", { name: "Delete the form" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("The step about-you asks it").waitFor();
    await dialog.getByRole("button", { name: "Delete the form" }).click();
    await page.getByText("“About you” is no longer in your draft.").waitFor();
    expect(Object.keys(await files())).not.toContain("forms/about-you.yaml");
    await page.getByRole("button", { name: "Put it back" }).click();
    await page.waitForURL(`**/drafts/${WELCOME}/forms/about-you`);
    await expect.poll(files).toEqual(before);
  });
});
