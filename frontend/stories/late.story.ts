// The server is slow, or its answer is lost: whoever waits is told what came of it, and nothing is done twice or lost.
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { card } from "./ground";
import { redraft, send } from "./writes";

const link = linkOf("LATE");
const SLUG = "test-result-ready";
const STEP = "looked";
const DRAFT = `**/api/journeys/${SLUG}/draft`;
const PUBLISH = `${DRAFT}/publish`;
const DAYS = /(await: looked\n.*\n\s+timeout: )(\d+)bd/;

const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (at) => (await (await fetch(at)).json()) as T, `/api/journeys/${SLUG}${path}`);

const inForce = (page: Page) => ask<{ version_number: number; source: string }>(page, "");
const daysIn = (source = "") => Number(DAYS.exec(source)?.[2]);
const drafted = async (page: Page) =>
  daysIn((await ask<{ files: Record<string, string> }>(page, "/draft")).files["journey.yaml"]);

/** The server's answer, which the page has only once it is released. */
function late() {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  const statuses: number[] = [];
  const hold = async (route: Route) => {
    const response = await route.fetch();
    statuses.push(response.status());
    await released;
    await route.fulfill({ response }).catch(() => undefined); // the page that asked is gone
  };
  return { hold, release: () => release(), statuses };
}

/** The request arrives and is done; its answer never comes. The keys that it came under. */
function lost() {
  const keys: string[] = [];
  const lose = async (route: Route) => {
    keys.push(route.request().headers()["idempotency-key"] ?? "");
    await route.fetch();
    await route.abort();
  };
  return { lose, keys };
}

const onlySaves = (how: (route: Route) => Promise<void>) => (route: Route) =>
  route.request().method() === "PUT" ? how(route) : route.continue();

describe.skipIf(origin === "" || link === "")("a server that is slow, or whose answer is lost", () => {
  let browser: Browser;
  let seen: Watched;
  /** How long the journey waits, another in each test; how many versions it has. */
  let days = 0;
  let version = 0;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
  });
  afterEach(() => seen.page.unrouteAll({ behavior: "ignoreErrors" }));
  afterAll(async () => {
    if (seen) await send(seen.page, "DELETE", `/journeys/${SLUG}/draft`).catch(() => undefined);
    await browser?.close();
  });

  const dialog = () => seen.page.getByRole("dialog");
  const head = () => seen.page.locator("header", { has: seen.page.locator("h1") });
  const amount = () => seen.page.getByLabel("Amount: At the latest");
  const wait = async () =>
    await redraft(seen.page, SLUG, (files) => ({
      "journey.yaml": (files["journey.yaml"] ?? "").replace(DAYS, `$1${days}bd`),
    }));

  async function plan(): Promise<void> {
    const { page } = seen;
    const { source, version_number } = await inForce(page);
    [days, version] = [daysIn(source) + 1, version_number];
    expect(await wait()).toBe(200);
    await page.goto(`${origin}/journeys/${SLUG}`);
    await page.getByRole("button", { name: /^Publish version/ }).click();
    await dialog().getByText("What changes", { exact: true }).waitFor();
  }
  const publish = () =>
    dialog()
      .getByRole("button", { name: `Publish version ${version + 1}` })
      .click();

  /** Head and canvas show the next version, and there is no other. */
  async function isPublished(): Promise<void> {
    version += 1;
    const { page } = seen;
    await page.getByText(`Version ${version} is published.`).waitFor();
    await head().getByText(`version ${version}`, { exact: true }).waitFor();
    await head().getByText("No changes").waitFor();
    await card(page, STEP).getByText(`${days} business days`).waitFor();
    const { source, version_number } = await inForce(page);
    expect([daysIn(source), version_number]).toEqual([days, version]);
  }

  async function look(): Promise<void> {
    const { page } = seen;
    await page.goto(`${origin}/journeys/${SLUG}`);
    await card(page, STEP).click({ position: { x: 60, y: 20 } });
    await page.locator(`aside[data-step="${STEP}"]`).waitFor();
  }

  test("whoever closes the dialog before the answer came is told when it is published", async () => {
    const { page } = seen;
    const answer = late();
    await page.route(PUBLISH, answer.hold);
    await plan();
    await publish();
    await expect.poll(() => answer.statuses).toEqual([200]);
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    answer.release();
    await isPublished();
  });

  test("whoever closes the dialog before the answer came is told when it is refused, until they read it", async () => {
    const { page } = seen;
    const answer = late();
    await plan();
    await page.route(PUBLISH, async (route) => {
      days += 1;
      await wait(); // another window of theirs: it is not what they saw any more
      await answer.hold(route);
    });
    await publish();
    await expect.poll(() => answer.statuses).toEqual([409]);
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    answer.release();
    const told = page
      .getByRole("alert")
      .filter({ hasText: `Publish version ${version + 1}: The world moved` });
    await told.getByText("Something has changed since this plan was made.").waitFor();
    await head()
      .getByRole("button", { name: `Publish version ${version + 1}` })
      .waitFor();
    expect((await inForce(page)).version_number).toBe(version);
  });

  test("what is typed while a publication is under way is the next draft, of the version that came", async () => {
    const { page } = seen;
    const answer = late();
    await page.route(PUBLISH, answer.hold);
    await plan();
    await publish();
    await expect.poll(() => answer.statuses).toEqual([200]);
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await card(page, STEP).click({ position: { x: 60, y: 20 } });
    await amount().fill("21");
    answer.release();
    await page.getByText(`Version ${version + 1} is published.`).waitFor();
    await head()
      .getByText(`version ${version + 1}`, { exact: true })
      .waitFor();
    await expect.poll(() => drafted(page)).toBe(21);
    await head()
      .getByRole("button", { name: `Publish version ${version + 2}` })
      .waitFor();
    await card(page, STEP).getByText("21 business days").waitFor();
    expect(daysIn((await inForce(page)).source)).toBe(days);
  });

  test("where nobody knows whether it was published, the same button asks again, and it is done once", async () => {
    const { page } = seen;
    const answer = lost();
    await page.route(PUBLISH, answer.lose);
    await plan();
    await publish();
    await dialog().getByText("Perhaps it was done, perhaps not.").waitFor();
    expect(await dialog().getByRole("heading").first().innerText()).toContain(`version ${version + 1}`);
    await page.unroute(PUBLISH);
    await publish();
    await isPublished();
    expect([answer.keys.length, new Set(answer.keys).size]).toEqual([2, 1]);
  });

  test("where nobody knows whether it was published, planning again shows that nothing is left to do", async () => {
    const { page } = seen;
    await page.route(PUBLISH, lost().lose);
    await plan();
    await publish();
    await dialog().getByRole("button", { name: "Plan again" }).click();
    await dialog().getByText("Nothing differs from what is in force.").waitFor();
    await expect.poll(() => dialog().getByRole("alert").count()).toBe(0);
    await dialog().getByRole("button", { name: "Keep editing" }).click();
    version += 1;
    await head().getByText(`version ${version}`, { exact: true }).waitFor();
    await head().getByText("No changes").waitFor();
  });

  test("a slow save is told, leaving is warned of, and after a reload everything typed is there", async () => {
    const { page } = seen;
    const answer = late();
    const warned: string[] = [];
    const leave = (asked: { type: () => string; accept: () => Promise<void> }) => {
      warned.push(asked.type());
      void asked.accept();
    };
    await look();
    await page.route(DRAFT, onlySaves(answer.hold));
    await amount().fill("31");
    await head().getByText("Saving…").waitFor();
    await expect.poll(() => answer.statuses).toEqual([200]);
    await amount().fill("32");
    page.on("dialog", leave);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.reload();
    page.off("dialog", leave);
    answer.release();
    expect(warned).toEqual(["beforeunload"]);
    await card(page, STEP).getByText("32 business days").waitFor();
    await head()
      .getByText(/^Draft saved/)
      .waitFor();
    expect(await drafted(page)).toBe(32);
    expect(await page.getByText("Changed in another window of yours").count()).toBe(0);
  });

  test("a save whose answer was lost is no other window's, and what was typed since is saved on top of it", async () => {
    const { page, complaints } = seen;
    await look();
    complaints.length = 0;
    const answer = lost();
    await page.route(DRAFT, onlySaves(answer.lose));
    await amount().fill("41");
    await head().getByText("Not saved; trying again").waitFor();
    expect(await drafted(page)).toBe(41);
    await amount().fill("42");
    await page.unroute(DRAFT);
    await expect.poll(() => drafted(page)).toBe(42);
    await head()
      .getByText(/^Draft saved/)
      .waitFor();
    expect(complaints.filter((said) => !/ERR_FAILED|412/.test(said))).toEqual([]);
  });
});
