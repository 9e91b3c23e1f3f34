// The journey is taken along: as a drawing with real text, as an image, on paper; also one of a thousand steps.
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";

const link = linkOf("EXPORT");

async function taken(page: Page, name: RegExp): Promise<Buffer> {
  await page.getByRole("button", { name: "Take the picture along" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name }).click();
  return readFile(await (await saved).path());
}

/** Width and height as PNG states them in its first chunk. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)] as const;

const waits = (count: number): string =>
  Array.from({ length: count }, (_, at) => `- wait: river-${at}\n  for: 1d\n`).join("");

async function paste(page: Page, yaml: string): Promise<void> {
  await page.locator("[data-ground]").focus();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
  }, yaml);
}

describe.skipIf(origin === "" || link === "")("the picture of a journey as a file", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link, true);
    const { page } = seen;
    await page.goto(`${origin}/journeys/win-back`);
    await page.locator("[data-ground] [data-step]").first().waitFor();
  });
  afterAll(() => browser?.close());

  test("the drawing says title, version, every step and what its signs mean, as text", async () => {
    const svg = (await taken(seen.page, /SVG/)).toString("utf8");
    expect(svg.slice(0, 60)).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
    const words = ["We have not seen you for a while", "we-are-here", "left-in-peace", "What the signs mean"];
    expect(words.filter((one) => !svg.includes(one))).toEqual([]);
    expect(/>(Version \d+|Draft[^<]*) · [^<]*\d{4}</.test(svg)).toBe(true);
    // Nothing of the page's own styles, and the light colours though the page is dark.
    expect(svg.match(/var\(--|class="_|style="/)).toBeNull();
    expect(svg.includes("#faf9f6")).toBe(true);
  });

  test("the image is as large as a screen shows sharply", async () => {
    const png = await taken(seen.page, /PNG/);
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const [width, height] = sizeOf(png);
    expect(width).toBeGreaterThan(900);
    expect(height).toBeGreaterThan(1_600);
  });

  test("on paper the sheets stand alone", async () => {
    const { page } = seen;
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("[data-sheets] > svg").count()).toBeGreaterThan(0);
    expect(await page.locator("[data-sheets] > svg").first().isVisible()).toBe(true);
    expect(await page.locator("main").isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.locator("[data-sheets]").waitFor({ state: "detached" });
    expect(await page.locator("main").isVisible()).toBe(true);
  });

  test("a thousand steps fit into both", async () => {
    const { page } = seen;
    await paste(page, waits(1_000));
    await page.locator('[data-step^="river-"]').first().waitFor();
    const svg = (await taken(page, /SVG/)).toString("utf8");
    expect(svg.match(/>river-\d+</g)?.length).toBe(1_000);
    const png = await taken(page, /PNG/);
    const [width, height] = sizeOf(png);
    expect(Math.max(width, height)).toBeLessThanOrEqual(16_000);
    expect(seen.complaints).toEqual([]);
  }, 120_000);
});
