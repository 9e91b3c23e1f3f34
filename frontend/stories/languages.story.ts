// A message loses a language and gets it again: what is not translated yet is marked until it is accepted.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, type Watched } from "./browser";
import { settled } from "./places";
import { enter, visit } from "./visit";

const origin = (process.env.CARELOOM_URL ?? "").replace(/\/$/, "");
const link = process.env.CARELOOM_LINK_LANGUAGES ?? "";
const SIGHT = { language: "en", scheme: "light", width: 1440 } as const;
const PLACE = "/drafts/visit-reminder/messages";

describe.skipIf(origin === "" || link === "")("the languages of a message", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await visit(browser, origin, SIGHT, await enter(browser, origin, link));
  });
  afterAll(() => browser?.close());

  const files = (): Promise<Record<string, string>> =>
    seen.page.evaluate(async () => (await (await fetch("/api/journeys/visit-reminder/draft")).json()).files);
  const languages = () => seen.page.getByRole("navigation", { name: "Languages of this message" });
  const same = () => seen.page.getByText("Most of this still stands in English.");

  test("one is taken away after saying what it means for people", async () => {
    const { page } = seen;
    await page.goto(`${origin}${PLACE}/reminder.es.mjml`);
    await settled(page);
    await languages().getByRole("button", { name: "Remove Spanish" }).click();
    await page
      .getByRole("dialog")
      .getByText(/will get this message in English/)
      .waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Remove Spanish" }).click();
    await page.waitForURL(`**${PLACE}/reminder.mjml`);
    expect(Object.keys(await files())).not.toContain("messages/reminder.es.mjml");
  });

  test("added again it begins with the words there are and is marked until that is accepted", async () => {
    const { page, complaints } = seen;
    await languages().getByRole("button", { name: "Add a language" }).click();
    await page.getByRole("menuitem", { name: /^Spanish/ }).click();
    await page.waitForURL(`**${PLACE}/reminder.es.mjml`);
    await same().waitFor();
    await languages().getByRole("link", { name: "Spanish · to translate" }).waitFor();
    await page.getByRole("button", { name: "They are meant so" }).click();
    await same().waitFor({ state: "detached" });
    await expect
      .poll(async () => (await files())["messages/reminder.es.mjml"])
      .toContain("# The same words as in English, on purpose.\n");
    expect((await files())["messages/reminder.es.mjml"]).toContain('<mjml lang="es">');
    // The frame of a mail lets no script run, and the browser says so for what watches it from here.
    expect(complaints.filter((line) => !/Blocked script execution in 'about:srcdoc'/.test(line))).toEqual([]);
  });

  test("a message that asks about a segment is seen with and without it", async () => {
    const { page } = seen;
    await page.goto(`${origin}${PLACE}/reminder.mjml`);
    await settled(page);
    await page.locator(".cm-line", { hasText: "Hello {{" }).first().click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.insertText(
      "<mj-text>{% if segments['over-65'] %}Older{% else %}Younger{% endif %}</mj-text>",
    );
    const mail = page.frameLocator("iframe");
    const choose = (name: string) => page.getByLabel("In the segment").selectOption({ label: name });
    await choose("In over-65");
    await mail.getByText("Older").first().waitFor();
    await choose("In none of them");
    await mail.getByText("Younger").first().waitFor();
  });
});
