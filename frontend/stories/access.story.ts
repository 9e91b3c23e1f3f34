// Every page in both lights, both languages and two widths: WCAG 2.2 AA by axe, nothing in the console, nothing
// against the policy, no request elsewhere, nothing wider than the window, and nothing that leaps while it loads.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, type Watched } from "./browser";
import { violations } from "./judging";
import { JOURNEY, type Place, placesOf, routes, settled } from "./places";
import { enter, type Kept, leaps, SIGHTS, type Sight, sightName, visit } from "./visit";

const link = linkOf("ACCESS");

const TABS = [/^Problems/, /^Play/, /^Watch/, /^YAML/, /^People/, /^Remarks/, /^Versions/];
/** The frame of a mail lets nothing run, not even the instruments of these stories; the browser says so. */
const OUR_OWN = /Blocked script execution in 'about:srcdoc'/;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const tooWide = (page: Page) =>
  page.evaluate(() =>
    [
      document.documentElement,
      document.querySelector("#content"),
      document.querySelector("#content")?.parentElement,
    ]
      .filter((element) => element instanceof Element)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => getComputedStyle(element).overflowX !== "hidden")
      .map((element) => `wider than the window: ${element.tagName} ${element.className}`),
  );

/** All that is wrong with one page as it stands. */
async function wrongWith({ page, complaints }: Watched, place: Place): Promise<string[]> {
  complaints.length = 0;
  await page.goto(origin + place.path);
  const found = [
    ...(await settled(page)),
    ...(await leaps(page)),
    ...(await violations(page, TAGS)),
    ...(await tooWide(page)),
    ...(await page.evaluate(() => window.breaches)),
    ...complaints.filter((line) => !OUR_OWN.test(line)),
  ];
  return found.map((line) => `${place.route}: ${line}`);
}

describe.skipIf(origin === "" || link === "")("every page", () => {
  let browser: Browser;
  let kept: Kept;
  let places: Place[];

  beforeAll(async () => {
    browser = await launch();
    kept = await enter(browser, origin, link);
    const { page } = await visit(browser, origin, SIGHTS[0] as Sight, kept);
    await page.goto(origin);
    places = await placesOf(page);
    await page.context().close();
  });
  afterAll(() => browser?.close());

  test("every route of the application has an address here", () => {
    expect(routes().length).toBeGreaterThan(18);
    expect(places.filter(({ path }) => path.includes(":"))).toEqual([]);
  });

  test.each(SIGHTS.map((sight) => [sightName(sight), sight] as const))(
    "nothing is wrong with any page: %s",
    async (_, sight) => {
      const seen = await visit(browser, origin, sight, kept);
      const wrong: string[] = [];
      for (const place of places) wrong.push(...(await wrongWith(seen, place)));
      await seen.page.context().close();
      expect(wrong).toEqual([]);
    },
    180_000,
  );

  test.each(["light", "dark"] as const)(
    "what opens inside a journey: %s",
    async (scheme) => {
      const { page, complaints } = await visit(
        browser,
        origin,
        { language: "en", scheme, width: 1440 },
        kept,
      );
      await page.goto(`${origin}/journeys/${JOURNEY}`);
      await settled(page);
      const wrong: string[] = [];
      const look = async (what: string) => {
        await settled(page);
        wrong.push(...(await violations(page, TAGS)).map((line) => `${what}: ${line}`));
      };
      await page
        .locator("[data-ground] [data-type=step]")
        .first()
        .click({ position: { x: 60, y: 20 } });
      await look("a step");
      for (const name of TABS) {
        await page.getByRole("tab", { name }).click();
        await look(`tab ${name.source}`);
      }
      await page.getByRole("tab", { name: "Outline" }).click();
      await look("outline");
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
      await look("palette");
      await page.keyboard.press("Escape");
      await page.locator("nav button[aria-haspopup=menu]").click();
      await page.getByRole("menu").waitFor();
      await look("account");
      await page.context().close();
      expect([...wrong, ...complaints]).toEqual([]);
    },
    120_000,
  );

  test.each(["light", "dark"] as const)("the door, where nobody is signed in yet: %s", async (scheme) => {
    const seen = await visit(browser, origin, { language: "es", scheme, width: 1024 });
    await seen.page.goto(`${origin}/sign-in`);
    await seen.page.getByRole("button", { name: "Iniciar sesión" }).waitFor();
    expect([...(await violations(seen.page, TAGS)), ...(await leaps(seen.page))]).toEqual([]);
    await seen.page.context().close();
  });
});
