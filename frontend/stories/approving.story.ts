// Whoever approves the wording of a mail reads the mail itself, before and after, in each language that changed.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { violations } from "./judging";
import { organize, redraft, send } from "./writes";

const links = ["APPROVING", "APPROVING_OTHER"].map(linkOf);
const SLUG = "medication-refill";
const WORDING = "\napprovals: {wording: operator}\n";
/** Another each time: what was approved once needs no word again. */
const ADDED = `Bring a bottle of water with you, number ${Date.now() % 1000}.`;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A sentence more in both languages of a message; of the Spanish one only for those over 65. */
const reword = (files: Record<string, string>) => {
  const spanish = Object.keys(files).find((name) => /^messages\/.*\.es\.mjml$/.test(name)) ?? "";
  const more = (name: string, text: string) => ({
    [name]: (files[name] ?? "").replace("</mj-column>", `<mj-text>${text}</mj-text></mj-column>`),
  });
  return {
    ...more(spanish.replace(".es.", "."), ADDED),
    ...more(spanish, `{% if segments['over-65'] %}${ADDED}{% endif %}`),
  };
};

const before = (page: Page) => page.getByRole("region", { name: "Before, as in force" });
const after = (page: Page) => page.getByRole("region", { name: "After, as asked for" });
const mail = (side: ReturnType<typeof before>) => side.frameLocator("iframe").locator("body");

describe.skipIf(origin === "" || links.includes(""))("approving the wording of a mail", () => {
  let browser: Browser;
  let asks: Watched;
  let decides: Watched;

  beforeAll(async () => {
    browser = await launch();
    const [own = "", other = ""] = links;
    asks = await signedIn(browser, origin, own);
    decides = await signedIn(browser, origin, other);
    expect(await organize(asks.page, (source) => source + WORDING)).toBe(200);
  });
  /** The rule goes before anybody else publishes. */
  afterAll(async () => {
    if (asks) {
      await organize(asks.page, (source) => source.replace(WORDING, "")).catch(() => undefined);
      await send(asks.page, "DELETE", `/journeys/${SLUG}/draft`).catch(() => undefined);
    }
    await browser?.close();
  });

  test("somebody asks for a change of a mail in two languages", async () => {
    const { page } = asks;
    expect(await redraft(page, SLUG, reword)).toBe(200);
    await page.goto(`${origin}/journeys/${SLUG}`);
    await page.getByRole("button", { name: /^Publish version/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Ask for approval" }).click();
    await dialog.getByText("asked, waiting").waitFor();
  });

  test("the other reads it before and after side by side, found by keyboard alone", async () => {
    const { page } = decides;
    await page.goto(`${origin}/approvals`);
    const open = page.getByRole("button", { name: "See the mails before and after" }).first();
    await open.focus();
    await page.keyboard.press("Enter");
    const chosen = page.getByLabel("2 mails that change");
    await chosen.waitFor();
    await chosen.selectOption({ index: 0 });
    await expect.poll(() => mail(after(page)).innerText()).toContain(ADDED);
    expect(await mail(before(page)).innerText()).not.toContain(ADDED);
    expect(await violations(page, TAGS)).toEqual([]);
  });

  test("of a change for one segment alone the mail of that segment is shown, and its text marks it", async () => {
    const { page } = decides;
    await page.getByLabel("2 mails that change").selectOption({ index: 1 });
    await expect.poll(() => mail(after(page)).innerText()).toContain(ADDED);
    expect(await page.getByLabel("In the segment").inputValue()).toBe("over-65");
    await page.getByLabel("In the segment").selectOption("In none of them");
    await page.getByText(/For this person the words are the same/).waitFor();
    await page.getByLabel("In the segment").selectOption("In over-65");
    await page.getByText("Plain text", { exact: true }).click();
    await after(page).locator("ins", { hasText: ADDED }).waitFor();
    expect(await before(page).locator("ins, del").count()).toBe(0);
  });

  test("on a small screen the two stand one above the other", async () => {
    const { page, complaints } = decides;
    await page.setViewportSize({ width: 640, height: 900 });
    const [first, second] = await Promise.all([before(page).boundingBox(), after(page).boundingBox()]);
    expect(second?.y).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0));
    expect(second?.x).toBe(first?.x);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("heading", { name: "Decided" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
