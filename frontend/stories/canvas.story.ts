// A journey is built with the mouse alone, then with the keyboard alone; undoing everything gives back every byte.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { card, kept } from "./ground";

const link = linkOf("CANVAS");

const cards = (page: Page): Promise<string[]> =>
  page.locator("[data-ground] [data-step]").evaluateAll((all) =>
    all
      .map((one) => ({ id: one.getAttribute("data-step") ?? "", y: one.getBoundingClientRect().y }))
      .sort((a, b) => a.y - b.y)
      .map(({ id }) => id),
  );
const undo = (page: Page): Locator => page.getByRole("button", { name: /^(Undo: |Nothing to undo)/ });

/** How many steps the text has; cards are only there while they can be seen. */
const steps = async (page: Page): Promise<number> =>
  (await kept(page)).match(/^\s*- (send|wait|await|branch|task|exit):/gm)?.length ?? 0;

async function drag(page: Page, from: Locator, to: { x: number; y: number }): Promise<void> {
  const box = await from.boundingBox();
  if (!box) throw new Error("nothing to drag");
  await page.mouse.move(box.x + 60, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 30, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.locator("[data-target]").waitFor();
  await page.mouse.up();
}

async function below(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error("nothing to stand below");
  return { x: box.x + box.width / 2, y: box.y + box.height + 16 };
}

describe.skipIf(origin === "" || link === "")("the canvas in a real browser", () => {
  let browser: Browser;
  let seen: Watched;
  let before = "";

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
    await seen.page.goto(`${origin}/journeys/win-back`);
    await card(seen.page, "we-are-here").waitFor();
    before = await seen.page.evaluate(async () => {
      const answer = await fetch("/api/journeys/win-back");
      return ((await answer.json()) as { source: string }).source;
    });
  });
  afterAll(() => browser?.close());

  const undoEverything = async () => {
    const { page } = seen;
    while (await undo(page).isEnabled()) {
      if ((await undo(page).getAttribute("aria-disabled")) === "true") break;
      await undo(page).click();
    }
    await expect.poll(() => kept(page)).toBe(before);
  };

  test("the mouse alone deletes, adds, drags and wraps", async () => {
    const { page } = seen;
    await card(page, "one-more-word").click({ button: "right", position: { x: 60, y: 20 } });
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await card(page, "one-more-word").waitFor({ state: "detached" });
    await card(page, "reaction").click({ position: { x: 60, y: 20 } });
    await card(page, "reaction").locator("[data-does=menu]").click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect.poll(() => cards(page)).toEqual(["we-are-here", "left-in-peace"]);

    await page.getByRole("button", { name: "Add a step here: after we-are-here" }).click();
    await page.getByRole("option", { name: /^Wait Lets time pass/ }).click();
    await expect.poll(() => cards(page)).toEqual(["we-are-here", "wait", "left-in-peace"]);

    const decide = page.locator("section[aria-label^='Steps and outline of'] [data-kind=branch]").first();
    await drag(page, decide, await below(card(page, "wait")));
    await expect.poll(async () => (await cards(page)).length).toBe(4);
    const [, , branch = ""] = await cards(page);
    await page.locator(`[data-spot^="path:${branch}/"]`).first().waitFor();

    await drag(page, card(page, "wait"), await below(page.locator("[data-spot=trigger]")));
    await expect.poll(async () => (await cards(page)).slice(0, 2)).toEqual(["wait", "we-are-here"]);

    await card(page, "wait").click({ position: { x: 60, y: 20 } });
    await card(page, "we-are-here").click({ position: { x: 60, y: 20 }, modifiers: ["Shift"] });
    await card(page, "we-are-here").click({ button: "right", position: { x: 60, y: 20 } });
    await page.getByRole("menuitem", { name: "a repetition" }).click();
    await page.locator("[data-type=frame]").waitFor();
    await undoEverything();
  });

  test("what is awaited gets steps of its own: at once where it is one thing, for each where it is several", async () => {
    const { page } = seen;
    await page.locator("[data-ground]").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("a");
    await page.keyboard.type("wait for");
    await page.keyboard.press("Enter");
    await card(page, "what-happens").waitFor();
    await page
      .getByRole("button", { name: "Add a step here: at the beginning of “They confirm” in what-happens" })
      .click();
    await page.getByRole("option", { name: /^Leave / }).click();
    await expect.poll(() => kept(page)).toContain("on:\n      confirmed:\n        - exit: done\n");

    await undo(page).click();
    await card(page, "what-happens").click({ position: { x: 60, y: 20 } });
    const events = page.getByRole("combobox", { name: "What is waited for" });
    await events.click();
    await page.getByRole("option", { name: "They reply" }).click();
    await page.keyboard.press("Escape");
    const shared = page.locator("[data-spot='path:what-happens/0']");
    await shared.getByText("They confirm or they reply").waitFor();
    await shared.click({ button: "right" });
    await page.getByRole("menuitem", { name: "They reply" }).click();
    await page.keyboard.press("a");
    await page.keyboard.type("leave");
    await page.keyboard.press("Enter");
    await expect.poll(() => kept(page)).toContain("on:\n      replied:\n        - exit: done\n");
    await undoEverything();
  });

  test("the keyboard alone adds, walks, moves, copies, folds and deletes", async () => {
    const { page } = seen;
    const keys = page.keyboard;
    await page.locator("[data-ground]").focus();
    await keys.press("Home");
    await keys.press("a");
    await keys.type("wai");
    await keys.press("Enter");
    await expect.poll(async () => (await cards(page))[0]).toBe("wait");

    await keys.press("a");
    await keys.type("deci");
    await keys.press("Enter");
    await expect.poll(async () => (await cards(page))[1]).toMatch(/-or-not$/);
    const [, branch = ""] = await cards(page);
    await keys.press("ArrowDown");
    await page.locator(`[data-spot="path:${branch}/0"][data-here]`).waitFor();
    await keys.press("a");
    await keys.type("email");
    await keys.press("Enter");
    const inside = (await page.locator("[data-step][data-here]").getAttribute("data-step")) ?? "";
    expect(await cards(page)).toContain(inside);

    // Into its form and back to the picture, also while a tooltip is there to be closed.
    await undo(page).hover();
    await page.getByRole("tooltip").first().waitFor();
    await keys.press("Enter");
    await page.locator(`aside[data-step="${inside}"] :focus`).waitFor();
    await keys.press("Escape");
    await page.locator("[data-ground]:focus").waitFor({ state: "attached" });

    await keys.press("d");
    await keys.press("m");
    await page.locator("[data-target]").waitFor();
    await keys.press("ArrowDown");
    await keys.press("Enter");
    await page.locator("[data-target]").waitFor({ state: "detached" });

    await keys.press("Shift+F");
    await expect.poll(() => card(page, inside).count()).toBe(0);
    await keys.press("Shift+F");
    await card(page, inside).waitFor();

    await expect.poll(() => steps(page)).toBe(12);
    await keys.press("c");
    await keys.press("v");
    await expect.poll(() => steps(page)).toBe(13);
    await keys.press("Delete");
    await expect.poll(() => steps(page)).toBe(12);
    await keys.press("/");
    await keys.type("peace");
    await page.locator("[data-step=left-in-peace] [data-selected]").waitFor();
    await keys.press("Escape");
    await keys.press("?");
    await page.getByRole("dialog", { name: "Everything by keyboard" }).waitFor();
    await keys.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator("[data-ground]").focus();
    for (let at = 0; at < 40; at++) await keys.press("Control+z");
    await expect.poll(() => kept(page)).toBe(before);
  });

  test("the outline walks and changes the same journey", async () => {
    const { page } = seen;
    await page.locator("[data-ground]").focus();
    await page.keyboard.press("o");
    const tree = page.getByRole("tree", { name: "The journey as an outline" });
    await expect.poll(() => tree.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await card(page, "reaction").and(page.locator("[data-here]")).waitFor();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => card(page, "asked-for-a-visit").count()).toBe(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("d");
    await expect.poll(() => kept(page)).not.toBe(before);
    await page.keyboard.press("Control+z");
    await expect.poll(() => kept(page)).toBe(before);
  });

  test("what was parked is found again below the outline, and put back by the keyboard", async () => {
    const { page } = seen;
    await card(page, "reaction").click({ position: { x: 60, y: 20 } });
    await page.keyboard.press("p");
    await expect.poll(() => cards(page)).toEqual(["we-are-here", "one-more-word", "left-in-peace"]);
    await page.keyboard.press("Shift+P");
    const list = page.getByRole("region", { name: "Parked" });
    await expect.poll(() => list.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await list.getByRole("listitem").innerText()).toMatch(/reaction[\s\S]*stood after we-are-here/);
    await page.getByRole("button", { name: "1 parked. Show what is parked" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => kept(page)).toBe(before);
    await list.waitFor({ state: "detached" });
    await undo(page).click();
    await list.getByRole("button", { name: "Delete for good: reaction" }).click();
    await expect.poll(() => kept(page)).not.toContain("parked:");
    await undoEverything();
  });

  test("several chosen steps are told, with what can be done with all of them", async () => {
    const { page } = seen;
    await card(page, "we-are-here").click({ position: { x: 60, y: 20 } });
    await card(page, "one-more-word").click({ position: { x: 60, y: 20 }, modifiers: ["Shift"] });
    const panel = page.getByRole("complementary", { name: "2 steps chosen" });
    await panel.getByRole("button", { name: "Choose only we-are-here" }).waitFor();
    await panel.getByRole("button", { name: /^Park/ }).click();
    await expect.poll(() => kept(page)).toMatch(/# parked: we-are-here[\s\S]*# parked: one-more-word/);
    await page.getByRole("button", { name: "2 parked. Show what is parked" }).waitFor();
    await undoEverything();
  });

  test("a card held at the edge scrolls to the end of the river and no farther", async () => {
    const { page } = seen;
    await page.locator("[data-ground]").focus();
    await page.keyboard.press("Home");
    const box = await card(page, "we-are-here").boundingBox();
    const ground = await page.locator(".react-flow").boundingBox();
    if (!box || !ground) throw new Error("nothing to drag");
    const bottom = ground.y + ground.height;
    const at = () => page.locator(".react-flow__viewport").getAttribute("style");
    await page.mouse.move(box.x + 60, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(ground.x + ground.width / 2, bottom - 2, { steps: 6 });
    const end = async () => (await card(page, "left-in-peace").boundingBox())?.y ?? Number.POSITIVE_INFINITY;
    await expect.poll(end, { timeout: 30_000 }).toBeLessThan(bottom);
    // Drawn without a graphics card, a frame may take half a second.
    let last = "";
    const still = async () => {
      const before = last;
      last = (await at()) ?? "";
      return before === last;
    };
    await expect.poll(still, { interval: 1_500, timeout: 30_000 }).toBe(true);
    expect(await end()).toBeGreaterThan(ground.y);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 4_000);
    await expect.poll(() => page.locator("[data-ground] [data-spot]").count()).toBeGreaterThan(0);
    expect(await kept(page)).toBe(before);
    expect(seen.complaints).toEqual([]);
  });

  test("what was pressed is chosen, although the picture glides on before the hand goes up", async () => {
    const { page } = seen;
    await page.locator("[data-ground]").focus();
    await page.keyboard.press("1");
    await card(page, "we-are-here").waitFor();
    await page.waitForTimeout(500); // until it has come to rest there
    const box = await card(page, "we-are-here").boundingBox();
    if (!box) throw new Error("nothing to press");
    await page.mouse.move(box.x + 20, box.y + 8);
    await page.mouse.down();
    await page.mouse.wheel(0, 150);
    await expect.poll(async () => (await card(page, "we-are-here").boundingBox())?.y).not.toBe(box.y);
    await page.mouse.up();
    await page.locator('aside[data-step="we-are-here"]').waitFor();
    await page.keyboard.press("Escape");
  });
});
