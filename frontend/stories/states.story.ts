// What every page says while it waits, when it is refused, when the server is gone, and when there is nothing yet;
// and that a broken line costs nobody what they wrote.
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, type Watched } from "./browser";
import { JOURNEY, type Place, placesOf, settled } from "./places";
import { enter, type Kept, leaps, visit } from "./visit";

const link = linkOf("STATES");

const SIGHT = { language: "en", scheme: "light", width: 1440 } as const;
/** Asked by the frame around the pages: without them there is no page that could say anything. */
const FRAME = /\/api\/(session|installation|overview\/needs|overview|health)(\?|$)/;
const LISTS =
  /\/api\/(journeys|messages|patients|approvals|mentions|tasks|events|dead-letters|mailbox|gallery|drafts)(\/queues)?(\?.*)?$/;
const LATE = 300; // milliseconds that every answer is held back

const REFUSAL = {
  status: 500,
  contentType: "application/problem+json",
  body: JSON.stringify({ type: "about:blank", title: "No", status: 500, code: "test", detail: "" }),
};

/** Pages that ask for nothing before they show themselves. */
const ASKS_NOTHING = new Set(["nowhere"]);
/** Pages that wait to be asked, or live from the frame's own numbers. */
const FROM_FRAME = new Set([...ASKS_NOTHING, "/"]);

/** Presses every "Try again" there is, until none is left. */
async function heals(page: Page): Promise<boolean> {
  const again = page.locator("#content").getByRole("button", { name: "Try again" });
  for (let tries = 0; tries < 5 && (await again.count()) > 0; tries += 1) {
    await again.first().click();
    await settled(page);
  }
  return (await again.count()) === 0;
}

const named = (place: Place, found: string[]) => found.map((line) => `${place.route}: ${line}`);

describe.skipIf(origin === "" || link === "")("what pages say when things are not as they should be", () => {
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

  const held = (page: Page, answer: (route: Route) => Promise<unknown>) =>
    page.route(/\/api\//, (route) =>
      FRAME.test(route.request().url()) ? route.continue() : answer(route).catch(() => undefined),
    );

  test("late answers: each page shows that it loads, and nothing leaps when it comes", async () => {
    const { page } = seen;
    const wrong: string[] = [];
    await page.route(/\/api\//, (route) =>
      new Promise((wake) => setTimeout(wake, LATE)).then(() => route.continue()).catch(() => undefined),
    );
    for (const place of places) {
      await page.goto(origin + place.path);
      const ready = await settled(page);
      const waited = ASKS_NOTHING.has(place.route) || (await page.evaluate(() => window.waited));
      const told = waited ? [] : ["does not say that it loads"];
      wrong.push(...named(place, [...told, ...ready, ...(await leaps(page))]));
    }
    await page.unroute(/\/api\//);
    expect(wrong).toEqual([]);
  }, 240_000);

  test("refused: each page says so and offers to try again, and trying again heals it", async () => {
    const { page } = seen;
    const wrong: string[] = [];
    for (const place of places.filter(({ route }) => !FROM_FRAME.has(route))) {
      await held(page, (route) => route.fulfill(REFUSAL));
      await page.goto(origin + place.path);
      const again = page.locator("#content").getByRole("button", { name: "Try again" }).first();
      const offered = await again.waitFor({ timeout: 8_000 }).then(
        () => true,
        () => false,
      );
      await page.unroute(/\/api\//);
      if (!offered) wrong.push(`${place.route}: does not offer to try again`);
      else if (!(await heals(page))) wrong.push(`${place.route}: does not heal`);
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  test("the server is gone: a line on top says what still works, and the page heals by itself", async () => {
    const { page } = seen;
    await page.route(/\/api\//, (route) =>
      /\/api\/(session|installation)/.test(route.request().url()) ? route.continue() : route.abort(),
    );
    await page.goto(`${origin}/journeys`);
    await page.getByRole("alert").getByText("The server cannot be reached").waitFor();
    await page
      .getByRole("status")
      .getByText(/What you write is kept/)
      .waitFor({ timeout: 15_000 });
    await page.unroute(/\/api\//);
    await page.getByRole("heading", { name: "Visit reminder" }).waitFor({ timeout: 15_000 });
    await page.getByText(/What you write is kept/).waitFor({ state: "detached" });
  });

  test("nothing there yet: each list explains what will be here", async () => {
    const { page } = seen;
    await page.route(LISTS, (route) =>
      route.request().method() === "GET"
        ? route.fulfill({ json: { items: [], next: null } })
        : route.continue(),
    );
    const silent: string[] = [];
    for (const path of [
      "journeys",
      "messages",
      "people",
      "tasks",
      "events",
      "dead-letters",
      "mailbox",
      "gallery",
      "approvals",
    ]) {
      await page.goto(`${origin}/${path}`);
      await settled(page);
      if ((await page.locator("#content h2").count()) === 0) silent.push(path);
    }
    await page.unroute(LISTS);
    expect(silent).toEqual([]);
  }, 120_000);

  test("offline in the middle of an edit: what was written stays and is saved when the line is back", async () => {
    const { page } = seen;
    await page.goto(`${origin}/journeys/${JOURNEY}`);
    await settled(page);
    await page.getByRole("tab", { name: "YAML" }).click();
    const line = page.locator(".cm-line", { hasText: /^title:/ });
    await line.click();
    await page.context().setOffline(true);
    await page.keyboard.press("End");
    await page.keyboard.type(" without a line");
    await page
      .getByRole("status")
      .getByText(/You are offline/)
      .waitFor({ timeout: 10_000 });
    expect(await line.innerText()).toContain("without a line");
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.context().setOffline(false);
    await page.getByText(/^Draft saved/).waitFor({ timeout: 20_000 });
    await page.getByText(/You are offline/).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "More about this journey" }).click();
    await page.getByRole("menuitem", { name: "Discard draft" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard draft" }).click();
    await page.getByText("without a line").first().waitFor({ state: "detached" });
  });

  test("a page that was never opened opens without a line, from what was fetched ahead", async () => {
    const { page } = seen;
    await page.goto(origin);
    await settled(page);
    await page.waitForTimeout(2_500);
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await page.locator("#content").getByText("The server cannot be reached").waitFor();
    await page.context().setOffline(false);
    await page
      .locator("#content")
      .getByText("The server cannot be reached")
      .waitFor({ state: "detached", timeout: 15_000 });
  });
});
