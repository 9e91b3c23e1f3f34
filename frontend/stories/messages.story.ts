// A message is written, looked at as somebody would read it, and mailed to the one who wrote it as a test.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";

const link = linkOf("MESSAGES");
const PLACE = "/drafts/visit-reminder/messages/reminder.mjml";

interface Caught {
  id: string;
  subject: string;
}

describe.skipIf(origin === "" || link === "")("writing a message in a real browser", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
  });
  afterAll(() => browser?.close());

  const caught = () =>
    seen.page.evaluate(async () => {
      const answer = await fetch("/api/mailbox");
      return ((await answer.json()) as { items: Caught[] }).items;
    });

  const textOf = (id: string) =>
    seen.page.evaluate(async (mail) => {
      const answer = await fetch(`/api/mailbox/${mail}`);
      return ((await answer.json()) as { text: string }).text;
    }, id);

  test("what is typed shows in the preview, saves itself, and is there after a reload", async () => {
    const { page } = seen;
    await page.goto(origin + PLACE);
    const line = page.locator(".cm-line", { hasText: "Hello {{" });
    await line.click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("<mj-text>Bring your card.</mj-text>");
    await page.frameLocator("iframe").getByText("Bring your card.").first().waitFor();
    await page.getByText("Saved in your draft").waitFor();
    await page.reload();
    await page.locator(".cm-line", { hasText: "Bring your card." }).first().waitFor();
  });

  test("it is seen as another person, as text, in dark and on a phone", async () => {
    const { page } = seen;
    await page.getByRole("combobox", { name: "Seen by" }).click();
    await page.getByRole("option", { name: /Ben Carter/ }).click();
    await page.frameLocator("iframe").getByText("Hello Ben").waitFor();
    for (const look of ["Phone", "Dark"]) await page.getByText(look, { exact: true }).click();
    await page.locator("[data-phone][data-dark]").waitFor();
    await page.getByText("Plain text", { exact: true }).click();
    await page.locator("pre", { hasText: "Bring your card." }).waitFor();
    await page.getByText("Mail", { exact: true }).click();
  });

  test("another language stands beside it", async () => {
    const { page } = seen;
    await page.getByRole("combobox", { name: "Beside it" }).click();
    await page.getByRole("option", { name: "reminder.es.mjml" }).click();
    await page.getByRole("region", { name: "reminder.es.mjml" }).getByText("Su cita se acerca").waitFor();
  });

  test("an error in the text is told as one, with the way out; a moment is completed as it can be written", async () => {
    const { page } = seen;
    const line = page.locator(".cm-line", { hasText: /^subject:/ });
    await line.click();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type(" {{ soon");
    await page.getByRole("alert").getByText("This mail cannot be written until").waitFor();
    await page.getByRole("heading", { name: "What stands in the way" }).waitFor();
    for (const _ of "soon") await page.keyboard.press("Backspace");
    await page.keyboard.type("appo");
    await page.getByRole("option", { name: /^appointment\.start/ }).click();
    await page
      .locator(".cm-line", { hasText: "coming up {{ appointment.start | date('EEEE, MMMM d') }}\"" })
      .waitFor();
    await page.getByText("This mail cannot be written until").waitFor({ state: "detached" });
    await page
      .getByText(/^Your visit is coming up \w+day, \w+ \d/)
      .first()
      .waitFor();
    for (let _ = 0; _ < 6; _++) await page.keyboard.press("Control+z");
    await page.locator(".cm-line", { hasText: 'coming up"' }).waitFor();
    await page.getByText("Saved in your draft").waitFor();
  });

  test("it is deleted in all its languages after saying what sends it, and put back as it was", async () => {
    const { page } = seen;
    const files = () =>
      page.evaluate(async () => {
        const answer = await fetch("/api/journeys/visit-reminder/draft");
        return ((await answer.json()) as { files: Record<string, string> }).files;
      });
    const before = await files();
    await page.getByRole("button", { name: "Delete the message" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("The step week-ahead sends it").waitFor();
    await dialog.getByText("English and Spanish").waitFor();
    await dialog.getByRole("button", { name: "Delete the message" }).click();
    await page.getByText("“Your visit is coming up” is no longer in your draft.").waitFor();
    expect(Object.keys(await files()).filter((name) => /^messages\/reminder\./.test(name))).toEqual([]);
    await page.goto(origin + PLACE);
    await page.getByText("This message is not in your draft").waitFor();
    await page.getByRole("button", { name: "Put it back" }).click();
    await page.locator(".cm-line", { hasText: "Bring your card." }).first().waitFor();
    expect(await files()).toEqual(before);
  });

  test("from a step to its words and back, the step is chosen again", async () => {
    const { page } = seen;
    await page.goto(`${origin}/journeys/visit-reminder?step=week-ahead`);
    await page.getByRole("link", { name: "Edit its words" }).click();
    await page.getByRole("link", { name: "Spanish", exact: true }).click();
    await page.getByRole("link", { name: "Back to the step week-ahead" }).click();
    await page.getByRole("link", { name: "Edit its words" }).waitFor();
    expect(page.url()).toContain("step=week-ahead");
    await page.goto(origin + PLACE);
  });

  test("a test needs a proved address; then it arrives, marked in its subject and at its top", async () => {
    const { page, complaints } = seen;
    await page.getByRole("button", { name: "Send a test" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Mail me a code" }).click();
    await dialog.getByText(/A code is on its way/).waitFor();
    const codeIn = async () => {
      const asked = (await caught()).find(({ subject }) => subject === "Careloom: is this your address?");
      return /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(await textOf(asked?.id ?? ""))?.[0] ?? "";
    };
    await expect.poll(codeIn).not.toBe("");
    const code = await codeIn();
    await dialog.getByLabel("The code").fill(code);
    await dialog.getByRole("button", { name: "Prove it" }).click();
    await dialog.getByRole("button", { name: "Send the test" }).click();
    await page.getByText(/^Sent to Mia Messages/).waitFor();
    const mail = (await caught()).find(({ subject }) => subject.startsWith("TEST: "));
    const text = await textOf(mail?.id ?? "");
    expect(text.trimStart()).toMatch(/^TEST: this mail went to staff only/);
    expect(text).toContain("Bring your card.");
    expect(complaints).toEqual([]);
  });
});
