// The designer for somebody who reads Spanish: what changed and how journeys go is told in it; and little ways of the page.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, type Watched } from "./browser";
import { settled } from "./places";
import { enter, visit } from "./visit";

const link = linkOf("SPANISH");
const SIGHT = { language: "es", scheme: "light", width: 1440 } as const;
const JOURNEY = "/journeys/visit-reminder";

/** A wait is longer and a step is new, saved by the page's own way. */
const change = async () => {
  const { csrf } = await (await fetch("/api/session")).json();
  const draft = await (await fetch("/api/journeys/visit-reminder/draft")).json();
  const text: string = draft.files["journey.yaml"];
  // Other stories publish other hours.
  const other = text
    .replace(/by: \d+h/, "by: 3d")
    .replace("\nsteps:\n", "\nsteps:\n  - wait: a-pause\n    for: 2bd\n");
  const answer = await fetch("/api/journeys/visit-reminder/draft", {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf, "If-Match": `"${draft.revision}"` },
    body: JSON.stringify({ files: { "journey.yaml": other } }),
  });
  return answer.status;
};

describe.skipIf(origin === "" || link === "")("the designer in Spanish", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await visit(browser, origin, SIGHT, await enter(browser, origin, link));
  });
  afterAll(() => browser?.close());

  test("the gallery's pictures speak it", async () => {
    const { page } = seen;
    await page.goto(`${origin}/gallery`);
    const opens = page.getByRole("button", { name: /«Visit reminder»/ });
    const picture = page.getByRole("listitem").filter({ has: opens });
    await picture.getByText("Cuando se reserva una cita").waitFor();
    await picture.getByText("Decidir").first().waitFor();
  });

  test("a second link leads the keyboard to the picture at once", async () => {
    const { page } = seen;
    await page.goto(`${origin}${JOURNEY}`);
    await page.locator("[data-ground] [data-step]").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-ground"))).toBe(true);
  });

  test("the plan of publishing tells every change in it", async () => {
    const { page } = seen;
    expect(await page.evaluate(change)).toBe(200);
    await page.goto(`${origin}${JOURNEY}`);
    await settled(page);
    await page.getByRole("button", { name: /^Publicar la versión/ }).click();
    const plan = page.getByRole("dialog");
    await plan.getByText("Esperar 2 días hábiles").waitFor();
    await plan.getByText(/Hasta: \d+ horas 3 días antes de la cita, seguir si ya ha pasado/).waitFor();
    expect(await plan.getByText(/\d (days|hours|business)|the visit/).allTextContents()).toEqual([]);
    await page.keyboard.press("Escape");
  });

  test("without a line the head does not say that its numbers are live", async () => {
    const { page } = seen;
    await page.locator('[data-hearing="live"]').waitFor();
    await page.context().setOffline(true);
    await page.locator('[data-hearing="offline"]').waitFor();
    await page.context().setOffline(false);
    await page.locator('[data-hearing="live"]').waitFor();
  });

  test("a session that ended says so, and the page is where it was", async () => {
    const { page } = seen;
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.getByText("Su sesión ha terminado.").waitFor({ timeout: 20_000 });
    expect(new URL(page.url()).pathname).toBe(JOURNEY);
    await page.context().addCookies(cookies);
  });
});
