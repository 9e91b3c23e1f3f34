// A brake stops a journey that writes too much: every page that speaks of it says so and why, and an operator lets it go on.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { violations } from "./judging";
import { settled } from "./places";
import { enter, type Kept, leaps, type Sight, visit } from "./visit";
import { send } from "./writes";

const links = ["BRAKE", "BRAKE_OPERATOR"].map(linkOf);
const SLUG = `stopped-${Date.now()}`;
const TITLE = `A letter too many ${Date.now() % 1000}`;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PAUSED = "paused: too many mails in an hour";
const SIGHTS: Sight[] = [
  { language: "en", scheme: "light", width: 1440 },
  { language: "en", scheme: "dark", width: 1024 },
];

/** One mail in an hour; whoever is named for it gets one at once. */
const JOURNEY = `\
journey: ${SLUG}
title: ${TITLE}
purpose: treatment
topic: visits
owner: testers
enroll:
  on: enrollment.requested
  once_per: patient
  again: never
brakes: {sends_per_hour: 1}
steps:
  - send: letter
    message: letter
  - wait: afterwards
    for: 7d
  - exit: done
`;
const MAIL = `\
---
subject: "A letter"
preheader: "From your clinic"
class: identifier
---
<mjml lang="en"><mj-body width="600px"><mj-section><mj-column>
<mj-text>Hello {{ patient.first_name | default('there') }}, this is a letter.</mj-text>
<mj-text>{{ organization.name }} {{ organization.address }}
<a href="{{ link.opt_out }}">Stop these messages</a></mj-text>
</mj-column></mj-section></mj-body></mjml>
`;

const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (at) => (await (await fetch(`/api${at}`)).json()) as T, path);

/** Published, with everybody named for it: more than the brake allows, although some may have opted out. */
async function writeTooMuch(page: Page): Promise<void> {
  const files = {
    "journey.yaml": JOURNEY,
    "messages/letter.mjml": MAIL,
    "messages/letter.es.mjml": MAIL.replace('lang="en"', 'lang="es"'),
  };
  const draft = await send(page, "PUT", `/journeys/${SLUG}/draft`, { files }, '"0"');
  expect(draft, JSON.stringify(draft.body)).toMatchObject({ status: 200 });
  const { plan } = await ask<{ plan: { base: string; target: string } }>(
    page,
    `/journeys/${SLUG}/draft/plan`,
  );
  const { base, target } = plan;
  const wish = { base, target, inside: "stay", note: "" };
  const published = await send(page, "POST", `/journeys/${SLUG}/draft/publish`, wish);
  expect(published.status, JSON.stringify(published.body)).toBeLessThan(300);
  const { items } = await ask<{ items: { id: string }[] }>(page, "/patients");
  const people = items.map(({ id }) => ({ patient: id }));
  const named = await send(page, "POST", `/journeys/${SLUG}/enrollments`, { people });
  expect(named, JSON.stringify(named.body)).toMatchObject({ status: 202 });
}

describe.skipIf(origin === "" || links.includes(""))("a journey that its brake stopped", () => {
  let browser: Browser;
  let operator: Kept;

  beforeAll(async () => {
    browser = await launch();
    operator = await enter(browser, origin, links[1] ?? "");
  });
  afterAll(() => browser?.close());

  async function open(seen: Watched, path: string): Promise<string[]> {
    await seen.page.goto(`${origin}${path}`);
    return settled(seen.page);
  }
  const wrong = async ({ page, complaints }: Watched) => [
    ...complaints,
    ...(await leaps(page)),
    ...(await violations(page, TAGS)),
  ];

  const head = (page: Page) => page.locator("header", { has: page.locator("h1") });

  test("one mail more than allowed in an hour stops it", async () => {
    const { page } = await signedIn(browser, origin, links[0] ?? "");
    await writeTooMuch(page);
    const paused = async () => (await ask<{ paused: boolean }>(page, `/journeys/${SLUG}`)).paused;
    await expect.poll(paused, { timeout: 40_000 }).toBe(true);
    await page.context().close();
  });

  test.each(SIGHTS)(
    "the overview, the list, the map and the head say which and why, $scheme $width",
    async (sight) => {
      const seen = await visit(browser, origin, sight, operator);
      const { page } = seen;
      expect(await open(seen, "/")).toEqual([]);
      await page.getByRole("link", { name: `A brake stopped ${TITLE}: too many mails in an hour` }).waitFor();
      expect(await wrong(seen)).toEqual([]);

      expect(await open(seen, "/journeys")).toEqual([]);
      const card = page.getByRole("link").filter({ has: page.getByRole("heading", { name: TITLE }) });
      await card.getByText(PAUSED).waitFor();
      expect(await wrong(seen)).toEqual([]);

      expect(await open(seen, "/map")).toEqual([]);
      const place = page.getByRole("link", { name: `${TITLE} paused` });
      await place.getByText(PAUSED).waitFor();
      expect(await wrong(seen)).toEqual([]);

      expect(await open(seen, `/journeys/${SLUG}`)).toEqual([]);
      await head(page).getByText(PAUSED).waitFor();
      await page.getByRole("tab", { name: "Watch", exact: true }).click();
      await page.getByText("A brake stopped this journey: too many mails in an hour").waitFor();
      expect(await wrong(seen)).toEqual([]);
      await page.context().close();
    },
  );

  test("an operator lets it go on, from the overview, and it is told nowhere any more", async () => {
    const [sight] = SIGHTS;
    const seen = await visit(browser, origin, sight as Sight, operator);
    const { page } = seen;
    await open(seen, "/");
    await page.getByRole("link", { name: `A brake stopped ${TITLE}` }).click();
    await head(page).getByText(PAUSED).waitFor();
    await page.getByRole("button", { name: "More about this journey" }).click();
    await page.getByRole("menuitem", { name: /Resume/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /Resume/ }).click();
    await page.getByText("The journey goes on.").waitFor();
    await head(page).getByText("running").waitFor();
    await open(seen, "/");
    await page.getByRole("heading", { name: "Needs somebody" }).waitFor();
    expect(await page.getByRole("link", { name: `A brake stopped ${TITLE}` }).count()).toBe(0);
    await open(seen, "/journeys");
    const card = page.getByRole("link").filter({ has: page.getByRole("heading", { name: TITLE }) });
    await card.getByText("running").waitFor();
    expect(seen.complaints).toEqual([]);
  });
});
