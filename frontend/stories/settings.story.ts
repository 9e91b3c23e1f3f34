// Settings: what is not saved survives leaving and loading the page; fields have names, and what is wrong names them.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, type Watched } from "./browser";
import { settled } from "./places";
import { enter, visit } from "./visit";

const origin = (process.env.CARELOOM_URL ?? "").replace(/\/$/, "");
const link = process.env.CARELOOM_LINK_SETTINGS ?? "";
const SIGHT = { language: "en", scheme: "light", width: 1440 } as const;

const isFocused = (node: Element): boolean => node === document.activeElement;

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
    const language = page.getByRole("textbox", { name: "Main language" });
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

  const text = (page: Page) =>
    page.evaluate(async () => (await (await fetch("/api/settings/consents")).json()).source);
  const thing = (name: string) => seen.page.getByRole("group", { name });

  test("a topic is added by the keyboard, and its field, and only that is written", async () => {
    const { page } = seen;
    const before: string = await text(page);
    await page.getByRole("button", { name: "Add a topic" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title").fill("Our garden");
    await page.keyboard.press("Enter");
    await expect.poll(() => thing("Our garden").getByLabel("Title").evaluate(isFocused)).toBe(true);
    await page.getByRole("button", { name: "Change what stands in “Our garden”" }).press("Enter");
    await page.getByRole("menuitem", { name: "Add “What they agree to”" }).press("Enter");
    await expect
      .poll(() =>
        thing("Our garden").getByRole("textbox", { name: "What they agree to" }).evaluate(isFocused),
      )
      .toBe(true);
    await page.keyboard.type("When the tulips bloom.");
    await page.getByRole("button", { name: "Save Consents" }).click();
    await bar().waitFor({ state: "detached" });
    const now: string = await text(page);
    const [head, tail] = before.split("\n\nauthorizations:");
    expect(now.startsWith(`${head}\n  our-garden:\n    title: Our garden\n`)).toBe(true);
    expect(now.endsWith(`\n\nauthorizations:${tail}`)).toBe(true);
  });

  test("before a topic goes, the journeys that need it are told; undo brings it back, after a reload too", async () => {
    const { page, complaints } = seen;
    await page.getByRole("button", { name: "Change what stands in “Your visits”" }).click();
    await page.getByRole("menuitem", { name: "Remove “Your visits”" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("link", { name: "Visit reminder" }).waitFor();
    await dialog.getByRole("button", { name: "Remove it all the same" }).click();
    await thing("Your visits").waitFor({ state: "detached" });
    await page.getByRole("alert").getByText("would no longer compile").waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Undo" }).click();
    await thing("Your visits").waitFor();
    await bar().waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Change what stands in “Our garden”" }).click();
    await page.getByRole("menuitem", { name: "Remove “Our garden”" }).click();
    await dialog.getByText("No journey and no other document needs it").waitFor();
    await dialog.getByRole("button", { name: "Remove it" }).click();
    await page.getByRole("button", { name: "Save Consents" }).click();
    await bar().waitFor({ state: "detached" });
    expect(await text(page)).not.toContain("our-garden");
    expect(complaints).toEqual([]);
  });
});
