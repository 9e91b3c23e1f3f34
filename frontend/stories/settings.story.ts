// Settings: what is not saved survives leaving and loading the page; fields have names, and what is wrong names them.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, type Watched } from "./browser";
import { settled } from "./places";
import { enter, visit } from "./visit";

const origin = (process.env.CARELOOM_URL ?? "").replace(/\/$/, "");
const link = process.env.CARELOOM_LINK_SETTINGS ?? "";
const SIGHT = { language: "en", scheme: "light", width: 1440 } as const;

const source = (page: Page): Promise<string> =>
  page.evaluate(async () => (await (await fetch("/api/settings/organization")).json()).source);

describe.skipIf(origin === "" || link === "")("the settings", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await visit(browser, origin, SIGHT, await enter(browser, origin, link));
    await seen.page.goto(`${origin}/settings/organization`);
    await settled(seen.page);
  });
  afterAll(() => browser?.close());

  const phone = () => seen.page.getByLabel("Phone");
  const bar = () => seen.page.getByRole("region", { name: "unsaved changes" });

  test("an edit that is not saved is there after loading the page again and after being elsewhere", async () => {
    const { page } = seen;
    const before = await phone().inputValue();
    await phone().fill("+1 555 0199");
    await page.reload();
    await bar().waitFor();
    expect(await phone().inputValue()).toBe("+1 555 0199");
    await page.getByRole("tab", { name: /Consents/ }).click();
    await page.getByRole("tab", { name: "Organization (unsaved changes)" }).click();
    expect(await phone().inputValue()).toBe("+1 555 0199");
    await bar().getByRole("button", { name: "Discard" }).click();
    expect(await phone().inputValue()).toBe(before);
    await bar().waitFor({ state: "detached" });
  });

  test("what is wrong names its field, and saving the mended value takes the bar away", async () => {
    const { page } = seen;
    const before = await source(page);
    const language = page.getByLabel("Main language");
    const good = await language.inputValue();
    await language.fill("not a language");
    await page.getByRole("alert").getByText("Main language").waitFor();
    expect(await language.getAttribute("aria-invalid")).toBe("true");
    await language.fill(good);
    await phone().fill("+1 555 0143");
    await bar().getByRole("button", { name: "Save Organization" }).click();
    await bar().waitFor({ state: "detached" });
    await expect.poll(() => source(page)).toBe(before.replace(/^phone:.*$/m, 'phone: "+1 555 0143"'));
  });

  test("somebody else's saving is told, and nothing of theirs is lost unless it is chosen", async () => {
    const { page, complaints } = seen;
    await phone().fill("+1 555 0100");
    await page.evaluate(async () => {
      const session = await (await fetch("/api/session")).json();
      const shown = await fetch("/api/settings/organization");
      const etag = shown.headers.get("ETag") ?? "";
      const body = JSON.stringify({ source: `${(await shown.json()).source}# theirs\n` });
      const headers = { "Content-Type": "application/json", "X-CSRF-Token": session.csrf, "If-Match": etag };
      await fetch("/api/settings/organization", { method: "PUT", headers, body });
    });
    await page.reload();
    await page.getByText("Somebody else saved this document meanwhile.").waitFor();
    await page.getByRole("button", { name: "Discard mine, show theirs" }).click();
    await bar().waitFor({ state: "detached" });
    expect(await source(page)).toContain("# theirs");
    expect(await phone().inputValue()).toBe("+1 555 0143");
    expect(complaints).toEqual([]);
  });

  test("topics are called by their titles", async () => {
    const { page } = seen;
    await page.getByRole("tab", { name: /Consents/ }).click();
    await page.getByRole("group", { name: "Your visits" }).getByLabel("Title").waitFor();
  });
});
