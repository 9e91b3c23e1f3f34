// Two people on one journey: they see each other, both change one step, talk about it, and one approves the other's change.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { organize } from "./writes";

const links = ["TOGETHER", "TOGETHER_OTHER"].map(linkOf);
const SLUG = "visit-follow-up";
const STEP = "let-them-get-home";
const MAIL = "thank-you"; // the step behind it

/** What a journey says now, as the server has it. */
const sourceOf = (page: Page): Promise<string> =>
  page.evaluate(async (slug) => {
    const answer = await fetch(`/api/journeys/${slug}`);
    return ((await answer.json()) as { source: string }).source;
  }, SLUG);

/** Writes `change` behind a line of the text, after taking `away` characters from its end. */
async function writeAt(page: Page, line: RegExp, away: number, change: string): Promise<void> {
  await page.getByRole("tab", { name: "YAML" }).click();
  await page.locator(".cm-line", { hasText: line }).click();
  await page.keyboard.press("End");
  for (let n = 0; n < away; n += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type(change);
  await page.getByText(/^Draft saved/).waitFor();
}

/** Makes the wait so many hours long, by its form. */
async function wait(page: Page, hours: number): Promise<void> {
  await page.locator(`[data-step="${STEP}"]`).first().click();
  await page.locator(`aside[data-step="${STEP}"]`).waitFor();
  await page.getByLabel("Amount: How long").fill(String(hours));
  await page.getByText(/^Draft saved/).waitFor();
}

/** Chooses how a mail is protected, which needs somebody's approval here. */
async function protect(page: Page, how: string): Promise<void> {
  await page.locator(`[data-step="${STEP}"]`).first().click();
  await page.keyboard.press("ArrowDown");
  await page.locator(`aside[data-step="${MAIL}"]`).waitFor();
  await page.getByLabel("Protection", { exact: true }).selectOption(how);
  await page.getByText(/^Draft saved/).waitFor();
}

async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: /^Publish version/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /What changed/ }).fill(note);
  await dialog.getByRole("button", { name: /^Publish version/ }).click();
  await page.getByText(/^Version \d+ is published/).waitFor();
}

describe.skipIf(origin === "" || links.includes(""))("two people on one journey in real browsers", () => {
  let browser: Browser;
  const APPROVALS = "\napprovals: {protection: operator}\n";
  let tom: Watched;
  let olga: Watched;

  beforeAll(async () => {
    browser = await launch();
    for (const link of links) {
      const seen = await signedIn(browser, origin, link);
      if (link === links[0]) tom = seen;
      else olga = seen;
    }
  });
  /** Nothing of this may stand in the way of other stories: the rule goes before anybody publishes it. */
  afterAll(async () => {
    if (tom) await organize(tom.page, (source) => source.replace(APPROVALS, "")).catch(() => undefined);
    await browser?.close();
  });

  test("each sees that the other is here", async () => {
    for (const { page } of [tom, olga]) {
      await page.goto(`${origin}/journeys/${SLUG}`);
      await page.locator("[data-step]").first().waitFor();
    }
    await tom.page.getByRole("img", { name: "Also here: Olga Other" }).waitFor();
    await olga.page.getByRole("img", { name: "Also here: Tom Together" }).waitFor();
  });

  test("both change one step: what one left alone comes from the other, what both changed is chosen", async () => {
    await wait(tom.page, 5);
    await writeAt(olga.page, /^title:/, 0, ", gently");
    await wait(olga.page, 6);
    await publish(olga.page, "Six hours, gently");
    const { page } = tom;
    const due = page.getByRole("button", { name: "Take their changes in" });
    await due.waitFor();
    await page.setViewportSize({ width: 1024, height: 800 });
    const title = await page.locator("main header h1").boundingBox();
    expect(title?.width).toBeGreaterThan(150);
    const end = await page.getByRole("button", { name: "More about this journey" }).boundingBox();
    expect((end?.x ?? 0) + (end?.width ?? 0)).toBeLessThan(1024);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "More about this journey" }).click();
    await page.getByRole("menuitem", { name: /^Publish version/ }).click();
    await page.getByRole("dialog").getByText("Somebody changed this journey meanwhile").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Take their changes in" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radiogroup", { name: STEP }).getByRole("radio", { name: "Yours" }).check();
    await dialog.getByRole("button", { name: "Take in" }).click();
    await page.getByText(/^Taken in: \d+ change/).waitFor();
    await page.getByRole("tab", { name: "YAML" }).click();
    await page.locator(".cm-line", { hasText: /^title: .*, gently$/ }).waitFor();
    await expect.poll(() => page.getByLabel("Amount: How long").inputValue()).toBe("5");
  });

  test("a remark on a step reaches whom it mentions, is answered and settled", async () => {
    const { page } = tom;
    await page.getByRole("tab", { name: /^Remarks/ }).click();
    await page.getByRole("textbox", { name: /^Write a remark/ }).fill("Are five hours enough, @Ol");
    await page.getByRole("option", { name: "Olga Other", exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("here?");
    await page.getByRole("button", { name: "Write remark" }).dblclick();
    await page.locator("article p", { hasText: "Are five hours enough, @Olga Other here?" }).waitFor();
    await page.waitForTimeout(1000);
    expect(await page.locator("article p", { hasText: "Are five hours enough" }).count()).toBe(1);
    const other = olga.page;
    await other.reload();
    await other.getByRole("link", { name: /Approvals.*1 open remark mentions you/ }).waitFor();
    await other.goto(`${origin}/approvals`);
    await other.getByRole("heading", { name: "You are mentioned" }).waitFor();
    await other.getByText("Are five hours enough").first().waitFor();
    await other
      .getByRole("link", { name: new RegExp(` · ${STEP}$`) })
      .first()
      .click();
    await other.locator(`aside[data-step="${STEP}"]`).waitFor();
    await other.getByRole("button", { name: "Answer" }).click();
    await other
      .getByRole("textbox", { name: /^Write a remark/ })
      .last()
      .fill("They are.");
    await other.getByRole("button", { name: "Answer" }).click();
    await page.getByText("They are.").waitFor();
    await other.getByRole("button", { name: "Settle" }).click();
    await page.getByRole("button", { name: "Show 1 settled thread" }).waitFor();
    await other.getByRole("link", { name: "Approvals", exact: true }).waitFor({ timeout: 40_000 });
  });

  test("nobody approves what they asked for; the other does, and it holds while other things change", async () => {
    const { page } = tom;
    expect(await organize(page, (source) => source + APPROVALS)).toBe(200);
    await protect(page, "portal");
    await page.getByRole("button", { name: /^Publish version/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("not asked yet").waitFor();
    expect(await dialog.getByRole("button", { name: /^Publish version/ }).isDisabled()).toBe(true);
    await dialog.getByRole("button", { name: "Ask for approval" }).click();
    await dialog.getByText("asked, waiting").waitFor();
    await page.goto(`${origin}/approvals`);
    await page.getByText("You asked for this; somebody else has to decide.").first().waitFor();
    expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
    await olga.page.goto(`${origin}/approvals`);
    await olga.page.getByRole("button", { name: "Approve" }).click();
    await olga.page.getByRole("heading", { name: "Decided" }).waitFor();
    await page.goto(`${origin}/journeys/${SLUG}`);
    await writeAt(page, /^title:/, ", gently".length, ", kindly");
    await page.getByRole("button", { name: /^Publish version/ }).click();
    await page.getByRole("dialog").getByText("approved by Olga Other").waitFor();
    const act = page.getByRole("dialog").getByRole("button", { name: /^Publish version/ });
    expect(await act.isEnabled()).toBe(true);
    expect(await sourceOf(page)).toContain(", gently");
    expect([...tom.complaints, ...olga.complaints]).toEqual([]);
  });
});
