// The first minutes: the tour that is offered once, covers nothing it speaks of, goes by keyboard and gives it back.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, type Watched } from "./browser";
import { violations } from "./judging";
import { JOURNEY, settled } from "./places";
import { enter, type Kept, visit } from "./visit";

const origin = (process.env.CARELOOM_URL ?? "").replace(/\/$/, "");
const link = process.env.CARELOOM_LINK_FIRST ?? "";
const SIGHT = { language: "en", scheme: "light", width: 1440 } as const;
const STOPS = ["river", "steps", "form", "drawer", "publish"];

async function overlap(page: Page, stop: string): Promise<boolean> {
  const boxes = [page.locator("[data-stop]"), page.locator(`[data-ring=${stop}]`)];
  const [card, ring] = await Promise.all(boxes.map((each) => each.boundingBox()));
  if (!card || !ring) throw new Error(`nothing is pointed at: ${stop}`);
  return !(
    card.x >= ring.x + ring.width ||
    ring.x >= card.x + card.width ||
    card.y >= ring.y + ring.height ||
    ring.y >= card.y + card.height
  );
}

const focused = (place: Locator) => place.evaluate((node) => node === document.activeElement);

describe.skipIf(origin === "" || link === "")("the first minutes", () => {
  let browser: Browser;
  let kept: Kept;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    kept = await enter(browser, origin, link);
    seen = await visit(browser, origin, SIGHT, kept);
    await seen.page.goto(`${origin}/journeys/${JOURNEY}`);
    await settled(seen.page);
  });
  afterAll(() => browser?.close());

  const card = () => seen.page.getByRole("dialog", { name: "A tour of the designer" });

  test("the tour is offered, goes by keyboard through five stops, and covers none of them", async () => {
    const { page } = seen;
    await page.getByRole("button", { name: "Take the tour" }).click();
    for (const stop of STOPS) {
      await page.locator(`[data-ring=${stop}]`).waitFor();
      await expect.poll(() => overlap(page, stop)).toBe(false);
      expect(await focused(card()), stop).toBe(true);
      expect(await violations(page, ["wcag2a", "wcag2aa"], "[data-stop]"), stop).toEqual([]);
      await page.keyboard.press("ArrowRight");
    }
    await card().waitFor({ state: "detached" });
  });

  test("it is not offered again, but the help has it, and Escape leaves it and gives the keyboard back", async () => {
    const { page } = seen;
    await page.reload();
    await settled(page);
    expect(await page.getByRole("button", { name: "Take the tour" }).count()).toBe(0);
    const picture = page.getByRole("tree", { name: "The journey as a picture" });
    // At its name: its numbers open who is behind them.
    await page
      .locator("[data-ground] [data-step]")
      .first()
      .click({ position: { x: 60, y: 16 } });
    await page.keyboard.press("?");
    await page.getByRole("button", { name: "Take the tour" }).click();
    await card().waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Escape");
    await card().waitFor({ state: "detached" });
    await expect.poll(() => focused(picture)).toBe(true);
  });

  test("the command palette has it, and what it points at can be used meanwhile", async () => {
    const { page, complaints } = seen;
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByPlaceholder(/./).fill("tour");
    await page.keyboard.press("Enter");
    await card().waitFor();
    await page
      .locator("[data-ground] [data-step]")
      .nth(1)
      .click({ position: { x: 60, y: 16 } });
    await page.locator("aside[data-step]").waitFor();
    await card().getByRole("button", { name: "Leave the tour" }).click();
    await card().waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });
});
