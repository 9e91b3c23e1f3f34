// The whole house without a mouse: where focus goes, that it is seen, that dialogs and menus keep and return it;
// and no motion for whom it disturbs.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, type Watched } from "./browser";
import { JOURNEY, type Place, placesOf, settled } from "./places";
import { enter, type Kept, visit } from "./visit";

const link = linkOf("KEYS");
const SIGHT = { language: "en", scheme: "light", width: 1440 } as const;
const STEPS = 20; // presses of Tab on each page

/** What has the focus: what it is called, whether it can be seen to have it, and whether it is in sight at all. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    // A choice of several is drawn by its label.
    const drawn =
      (element instanceof HTMLInputElement && element.type === "radio" && element.labels?.[0]) || element;
    const { width, height, top, bottom } = drawn.getBoundingClientRect();
    const ringed =
      (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
    return {
      name: `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent ?? ""}`.slice(
        0,
        60,
      ),
      // A field shows its focus by its frame, a heap of code by its caret.
      marked:
        ringed ||
        /^(input|textarea|select|iframe)$/i.test(element.tagName) ||
        element.closest(".cm-editor") !== null,
      inSight: width > 0 && height > 0 && bottom > 0 && top < window.innerHeight,
    };
  });

describe.skipIf(origin === "" || link === "")("the house by keyboard", () => {
  let browser: Browser;
  let kept: Kept;
  let places: Place[];
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    kept = await enter(browser, origin, link);
    seen = await visit(browser, origin, SIGHT, kept);
    await seen.page.goto(origin);
    places = await placesOf(seen.page);
  });
  afterAll(() => browser?.close());

  test("the first Tab offers to skip to the page, and Enter goes there", async () => {
    const { page } = seen;
    await page.goto(`${origin}/messages`);
    await settled(page);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toMatchObject({ name: "a Skip to the page", marked: true, inSight: true });
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  test("on every page focus is seen wherever it goes, and Ctrl+K opens the palette, and one alone", async () => {
    const { page } = seen;
    const wrong: string[] = [];
    for (const place of places) {
      await page.goto(origin + place.path);
      await settled(page);
      for (let step = 0; step < STEPS; step += 1) {
        await page.keyboard.press("Tab");
        const at = await focused(page);
        if (at === null) break;
        if (!at.marked) wrong.push(`${place.route}: focus is not seen at ${at.name}`);
        if (!at.inSight) wrong.push(`${place.route}: out of sight: ${at.name}`);
      }
      await page.keyboard.press("Control+k");
      const dialogs = page.getByRole("dialog");
      const opened = await dialogs
        .first()
        .waitFor({ timeout: 10_000 }) // its code is fetched the first time
        .then(
          () => true,
          () => false,
        );
      if (!opened || (await dialogs.count()) > 1)
        wrong.push(`${place.route}: ${opened ? "two palettes" : "no palette"}`);
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  test("the account's menu opens by Enter, is walked by arrows, and gives focus back", async () => {
    const { page } = seen;
    await page.goto(origin);
    await settled(page);
    const opener = page.locator("nav button[aria-haspopup=menu]");
    await opener.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("ArrowDown");
    const first = await focused(page);
    await page.keyboard.press("ArrowDown");
    const second = await focused(page);
    expect(first?.name).not.toBe(second?.name);
    expect(second?.marked).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("a dialog takes focus, keeps it, and gives it back", async () => {
    const { page } = seen;
    await page.goto(`${origin}/gallery`);
    await settled(page);
    const opener = page.getByRole("button", { name: /^Use/ }).first();
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    const inside = () => dialog.evaluate((element) => element.contains(document.activeElement));
    await expect.poll(inside).toBe(true);
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      expect(await inside()).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("the palette opens even while somebody writes, and goes where it is told", async () => {
    const { page } = seen;
    await page.goto(`${origin}/people`);
    await settled(page);
    await page.getByRole("textbox").first().focus();
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("Visit reminder");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${origin}/journeys/${JOURNEY}`);
  });

  test("nothing moves for whom motion disturbs", async () => {
    const { page } = seen;
    await page.emulateMedia({ reducedMotion: "reduce" });
    const moving = () =>
      page.evaluate(() =>
        document
          .getAnimations()
          .filter((each) => Number(each.effect?.getComputedTiming().duration ?? 0) > 1)
          .map((each) => (each.effect as KeyframeEffect | null)?.target?.className),
      );
    await page.goto(`${origin}/journeys/${JOURNEY}`);
    await settled(page);
    await page.getByRole("tab", { name: "Play", exact: true }).click();
    expect(await moving()).toEqual([]);
    await page.keyboard.press("Control+k");
    expect(await moving()).toEqual([]);
    await page.emulateMedia({ reducedMotion: "no-preference" });
  });

  test("the policy of the page refuses a script that was written into it", async () => {
    const { page } = seen;
    const answer = await page.goto(origin);
    const policy = (await answer?.allHeaders())?.["content-security-policy"] ?? "";
    expect(policy).toContain("script-src 'self';");
    const ran = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.head.append(script);
      await new Promise((wake) => setTimeout(wake, 100));
      return "intruder" in window;
    });
    expect(ran).toBe(false);
    expect(await page.evaluate(() => window.breaches.join())).toContain("script-src");
  });
});
