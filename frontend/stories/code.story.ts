// The text beside the canvas: both ways live, completion, folds in step, one undo; a fix that the compiler offers.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { card, kept } from "./ground";

const link = linkOf("CODE");

const panel = (page: Page): Locator => page.locator("[data-inspector] aside");
const line = (page: Page, text: RegExp): Locator => page.locator(".cm-line", { hasText: text }).first();

describe.skipIf(origin === "" || link === "")("the text of a journey in a real browser", () => {
  let browser: Browser;
  let seen: Watched;
  let before = "";

  const undoEverything = async () => {
    const { page } = seen;
    await page.locator("[data-ground]").focus();
    for (let at = 0; at < 12; at++) await page.keyboard.press("Control+z");
    await expect.poll(() => kept(page)).toBe(before);
  };

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
    const { page } = seen;
    await page.goto(`${origin}/journeys/win-back`);
    await card(page, "we-are-here").waitFor();
    before = await page.evaluate(async () => {
      const answer = await fetch("/api/journeys/win-back");
      return ((await answer.json()) as { source: string }).source;
    });
    await page.getByRole("tab", { name: "YAML" }).click();
    await page.locator(".cm-content").waitFor();
  });
  afterAll(() => browser?.close());

  test("the cursor chooses the step on the canvas, and the canvas shows its lines in the text", async () => {
    const { page } = seen;
    await line(page, /- await: reaction/).click();
    await expect.poll(() => panel(page).getAttribute("data-step")).toBe("reaction");
    await card(page, "we-are-here").click({ position: { x: 60, y: 20 } });
    await page.locator(".cm-ofStep", { hasText: "- send: we-are-here" }).waitFor();
  });

  test("a step written with completion stands on the canvas, and undo on the canvas takes it back", async () => {
    const { page } = seen;
    const keys = page.keyboard;
    const accept = async (word: string) => {
      await page.locator(".cm-tooltip-autocomplete [aria-selected=true]", { hasText: word }).waitFor();
      // A list that has only just come up takes no answer: whoever typed on did not mean it.
      await page.waitForTimeout(200);
      await keys.press("Enter");
      await page.locator(".cm-tooltip-autocomplete").waitFor({ state: "detached" });
    };
    await line(page, /- await: reaction/).click();
    await keys.press("ArrowUp");
    await keys.type("  - wai");
    await accept("wait");
    await keys.type("short-pause");
    await keys.press("End");
    await keys.press("Enter");
    await keys.type("fo");
    await accept("for");
    await keys.type("3d");
    await card(page, "short-pause").waitFor();
    expect(await panel(page).getAttribute("data-step")).toBe("short-pause");
    await undoEverything();
    await card(page, "short-pause").waitFor({ state: "detached" });
  });

  test("a change of the canvas is seen in the text while the cursor stays where it is", async () => {
    const { page } = seen;
    const place = () => page.evaluate(() => document.querySelector(".cm-activeLine")?.textContent ?? "");
    // The step chosen last may still be on its way into the text.
    const atTheTitle = async () => {
      await line(page, /^title:/).click();
      await page.keyboard.press("End");
      return place();
    };
    await expect.poll(atTheTitle, { timeout: 10_000, interval: 500 }).toMatch(/^title:/);
    const title = await place();
    await card(page, "we-are-here").click({ position: { x: 60, y: 20 } });
    await page.keyboard.press("d");
    await expect.poll(() => page.locator(".cm-line", { hasText: /- \w+: we-are-here/ }).count()).toBe(2);
    await expect.poll(atTheTitle, { timeout: 10_000, interval: 500 }).toBe(title);
    await page.keyboard.press("Control+z");
    await expect.poll(() => kept(page)).toBe(before);
    await expect.poll(() => page.locator(".cm-line", { hasText: /- \w+: we-are-here/ }).count()).toBe(1);
  });

  test("folding a block folds it on both sides", async () => {
    const { page } = seen;
    await card(page, "reaction").locator("[data-does=fold]").click();
    await page.locator(".cm-foldPlaceholder").waitFor();
    await expect.poll(() => card(page, "asked-for-a-visit").count()).toBe(0);
    await page.locator(".cm-foldPlaceholder").click();
    await card(page, "asked-for-a-visit").waitFor();
    await page.locator(".cm-foldPlaceholder").waitFor({ state: "detached" });
  });

  test("what the compiler offers is done from the problems panel, is named, and is taken back", async () => {
    const { page } = seen;
    await line(page, /- send: we-are-here/).click();
    await page.keyboard.press("End");
    await page.keyboard.type("\ntopik: visits");
    await page.getByRole("tab", { name: /Problems/ }).click();
    const problem = page.locator("[data-code=unknown-key]");
    await problem.getByText("^^^^^").waitFor();
    await problem.getByRole("button", { name: 'Change to "topic"' }).click();
    await page.getByRole("button", { name: "Undo: Wrote topic, as was offered" }).waitFor();
    await expect.poll(() => kept(page)).toContain("topic: visits");
    await page.getByRole("button", { name: "Undo: Wrote topic, as was offered" }).click();
    await expect.poll(() => kept(page)).toContain("topik: visits");
    await undoEverything();
  });

  test("a problem leads to its step and its field", async () => {
    const { page } = seen;
    await page.getByRole("tab", { name: "YAML" }).click();
    await line(page, /- send: we-are-here/).click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.type("x");
    await page.getByRole("tab", { name: /Problems/ }).click();
    await page.locator("[data-code=unknown-message] button").first().click();
    await expect.poll(() => panel(page).getAttribute("data-step")).toBe("we-are-here");
    const field = () =>
      page.evaluate(() => document.activeElement?.closest("[data-field]")?.getAttribute("data-field"));
    await expect.poll(field).toBe("message");
    await undoEverything();
    expect(seen.complaints).toEqual([]);
  });
});
