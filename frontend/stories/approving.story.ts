// Whoever approves the wording of a mail reads the mail itself, before and after, in each language that changed.
// Whoever approves a new journey sees it, told and drawn; their word arrives where it is waited for.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { violations } from "./judging";
import { organize, redraft, send } from "./writes";

const links = ["APPROVING", "APPROVING_OTHER"].map(linkOf);
const SLUG = "medication-refill";
const WORDING = "\napprovals: {wording: operator}\n";
/** Another each time: what was approved once needs no word again. */
const ADDED = `Bring a bottle of water with you, number ${Date.now() % 1000}.`;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A sentence more in both languages of a message; of the Spanish one only for those over 65. */
const reword = (files: Record<string, string>) => {
  const spanish = Object.keys(files).find((name) => /^messages\/.*\.es\.mjml$/.test(name)) ?? "";
  const more = (name: string, text: string) => ({
    [name]: (files[name] ?? "").replace("</mj-column>", `<mj-text>${text}</mj-text></mj-column>`),
  });
  return {
    ...more(spanish.replace(".es.", "."), ADDED),
    ...more(spanish, `{% if segments['over-65'] %}${ADDED}{% endif %}`),
  };
};

const NEW = "quiet-word";
/** Nobody is that old, so nobody enters. Another age each time, as above. */
const SOURCE = `# yaml-language-server: $schema=../schema/journey.json
journey: ${NEW}
title: A quiet word
purpose: treatment
topic: visits
owner: front-desk
enroll:
  on: care_gap.opened
  when: patient.age > ${130 + (Date.now() % 1000)}
  once_per: patient
steps:
  - branch: how-old
    cases:
      - name: grown up
        when: patient.age >= 18
        steps:
          - send: hello
            message: hello
  - exit: done
`;

const before = (page: Page) => page.getByRole("region", { name: "Before, as in force" });
const after = (page: Page) => page.getByRole("region", { name: "After, as asked for" });
const mail = (side: ReturnType<typeof before>) => side.frameLocator("iframe").locator("body");

describe.skipIf(origin === "" || links.includes(""))("approving the wording of a mail", () => {
  let browser: Browser;
  let asks: Watched;
  let decides: Watched;

  beforeAll(async () => {
    browser = await launch();
    const [own = "", other = ""] = links;
    asks = await signedIn(browser, origin, own);
    decides = await signedIn(browser, origin, other);
    expect(await organize(asks.page, (source) => source + WORDING)).toBe(200);
  });
  /** The rule goes before anybody else publishes. */
  afterAll(async () => {
    if (asks) {
      await organize(asks.page, (source) => source.replace(WORDING, "")).catch(() => undefined);
      for (const slug of [SLUG, NEW])
        await send(asks.page, "DELETE", `/journeys/${slug}/draft`).catch(() => undefined);
    }
    await browser?.close();
  });

  test("somebody asks for a change of a mail in two languages", async () => {
    const { page } = asks;
    expect(await redraft(page, SLUG, reword)).toBe(200);
    await page.goto(`${origin}/journeys/${SLUG}`);
    await page.getByRole("button", { name: /^Publish version/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Ask for approval" }).click();
    await dialog.getByText("asked, waiting").waitFor();
  });

  test("the other reads it before and after side by side, found by keyboard alone", async () => {
    const { page } = decides;
    await page.goto(`${origin}/approvals`);
    const open = page.getByRole("button", { name: "See the mails before and after" }).first();
    await open.focus();
    await page.keyboard.press("Enter");
    const chosen = page.getByLabel("2 mails that change");
    await chosen.waitFor();
    await chosen.selectOption({ index: 0 });
    await expect.poll(() => mail(after(page)).innerText()).toContain(ADDED);
    expect(await mail(before(page)).innerText()).not.toContain(ADDED);
    expect(await violations(page, TAGS)).toEqual([]);
  });

  test("of a change for one segment alone the mail of that segment is shown, and its text marks it", async () => {
    const { page } = decides;
    await page.getByLabel("2 mails that change").selectOption({ index: 1 });
    await expect.poll(() => mail(after(page)).innerText()).toContain(ADDED);
    expect(await page.getByLabel("In the segment").inputValue()).toBe("over-65");
    await page.getByLabel("In the segment").selectOption("In none of them");
    await page.getByText(/For this person the words are the same/).waitFor();
    await page.getByLabel("In the segment").selectOption("In over-65");
    await page.getByText("Plain text", { exact: true }).click();
    await after(page).locator("ins", { hasText: ADDED }).waitFor();
    expect(await before(page).locator("ins, del").count()).toBe(0);
  });

  test("on a small screen the two stand one above the other", async () => {
    const { page, complaints } = decides;
    await page.setViewportSize({ width: 640, height: 900 });
    const [first, second] = await Promise.all([before(page).boundingBox(), after(page).boundingBox()]);
    expect(second?.y).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0));
    expect(second?.x).toBe(first?.x);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("heading", { name: "Decided" }).waitFor();
    expect(complaints).toEqual([]);
  });

  const plan = () => asks.page.getByRole("dialog", { name: "Publish A quiet word, version 1" });
  const waiting = () => decides.page.getByRole("article").filter({ has: decides.page.getByLabel(/^Why/) });

  test("a new journey is told whole before it is asked for; a double click leaves the dialog open", async () => {
    const { page } = asks;
    const { files } = await page.evaluate(
      async () =>
        (await (await fetch("/api/journeys/care-gap-screening/draft")).json()) as {
          files: Record<string, string>;
        },
    );
    const text = (name: string) => files[`messages/nudge${name}`] ?? "";
    const written = {
      "journey.yaml": SOURCE,
      "messages/hello.mjml": text(".mjml"),
      "messages/hello.es.mjml": text(".es.mjml"),
    };
    expect((await send(page, "PUT", `/journeys/${NEW}/draft`, { files: written }, `"0"`)).status).toBe(200);
    await page.goto(`${origin}/journeys/${NEW}`);
    await page.getByRole("button", { name: "Publish version 1" }).dblclick();
    const whole = plan().getByRole("region", { name: "New journey: A quiet word" });
    await whole.getByText("hello", { exact: true }).first().waitFor();
    await expect.poll(() => whole.innerText()).toMatch(/in “grown up” of how-old/i);
    await plan().getByText("Approvals", { exact: true }).waitFor();
    expect(await plan().getByRole("link", { name: "See the settings" }).count()).toBe(1);
    await plan().getByRole("button", { name: "Ask for approval" }).click();
    await plan().getByText("asked, waiting").waitFor();
  });

  test("whoever decides is told that it waits, reads who enters and every step, and sees it drawn", async () => {
    const { page } = decides;
    await page.goto(`${origin}/approvals`);
    await page.getByRole("link", { name: /^Approvals.*1 change waits for your word/ }).waitFor();
    const whole = waiting().getByRole("region", { name: "New journey: A quiet word" });
    expect(await whole.innerText()).toMatch(/Who enters[\s\S]*Case “grown up”[\s\S]*hello/i);
    expect(await waiting().getByRole("link").count()).toBe(0);
    await waiting().getByRole("button", { name: "See it drawn" }).click();
    const drawn = page.getByRole("dialog", { name: "A quiet word, as asked for" });
    const picture = drawn.getByRole("img", { name: "A quiet word, as asked for" });
    expect(await picture.innerHTML()).toContain("hello");
    expect(await violations(page, TAGS)).toEqual([]);
    await page.keyboard.press("Escape");
    await drawn.waitFor({ state: "hidden" });
  });

  test("a refusal says why; its words arrive in the dialog that was left open", async () => {
    const { page } = decides;
    await waiting().getByRole("button", { name: "Refuse" }).click();
    await waiting()
      .getByText(/^Say why/)
      .waitFor();
    await page.keyboard.type("Who is that old?");
    await waiting().getByRole("button", { name: "Refuse" }).click();
    await waiting().waitFor({ state: "detached" });
    await plan().getByText("Who is that old?").waitFor();
    expect(await plan().getByRole("button", { name: "Publish version 1" }).isDisabled()).toBe(true);
  });

  test("asked again and approved, it can be published from there without opening it anew", async () => {
    await plan().getByRole("button", { name: "Ask for approval" }).click();
    await decides.page.reload();
    await waiting().getByRole("button", { name: "Approve" }).click();
    await waiting().waitFor({ state: "detached" });
    const publish = plan().getByRole("button", { name: "Publish version 1" });
    await expect.poll(() => publish.isEnabled(), { timeout: 15_000 }).toBe(true);
    expect(decides.complaints).toEqual([]);
    expect(asks.complaints).toEqual([]);
  });
});
