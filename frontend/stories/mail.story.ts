// A mail's first words are written in plain fields, and the mail is called otherwise, without a look at its markup.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";
import { card } from "./ground";

const link = linkOf("MAIL");
const SLUG = "billing-reminder";
const page_ = (name: string) => `${origin}/drafts/${SLUG}/messages/${name}.mjml`;

describe.skipIf(origin === "" || link === "")(
  "the subject of a mail, and its name, in a real browser",
  () => {
    let browser: Browser;
    let seen: Watched;

    beforeAll(async () => {
      browser = await launch();
      seen = await signedIn(browser, origin, link);
    });
    afterAll(() => browser?.close());

    const field = (name: string) => seen.page.getByRole("textbox", { name, exact: true });
    const lineWith = (text: string) => seen.page.locator(".cm-line", { hasText: text });

    const files = () =>
      seen.page.evaluate(async (slug) => {
        const answer = await fetch(`/api/journeys/${slug}/draft`);
        return ((await answer.json()) as { files: Record<string, string> }).files;
      }, SLUG);

    test("what is written in a field stands in the text and the other way round; one undo takes either back", async () => {
      const { page } = seen;
      await page.goto(page_("nearly-due"));
      await field("Subject").click();
      await page.keyboard.press("End");
      await page.keyboard.type(" now");
      await lineWith('subject: "A statement is due soon now"').waitFor();
      await page.getByRole("heading", { name: "A statement is due soon now" }).waitFor();
      await lineWith("subject:").click();
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.type("!");
      await expect.poll(() => field("Subject").textContent()).toBe("A statement is due soon now!");
      await field("Subject").click();
      for (let turn = 0; turn < 2; turn++) await page.keyboard.press("Control+z");
      await lineWith('subject: "A statement is due soon"').waitFor();
      await page.keyboard.press("Control+y");
      await lineWith('due soon now"').waitFor();
      await page.keyboard.press("Control+z");
      await expect.poll(() => field("Subject").textContent()).toBe("A statement is due soon");
    });

    test("a value is put in by its name; what may not stand there is said at the field", async () => {
      const { page } = seen;
      const before = (await files())["messages/nearly-due.mjml"];
      await field("Preheader").click();
      await page.keyboard.press("End");
      await page.keyboard.type(", ");
      await page.getByRole("button", { name: "Insert a value into: Preheader" }).click();
      await page.getByRole("option", { name: /^patient\.last_name.*not here/ }).click();
      await lineWith('look, {{ patient.last_name }}"').waitFor();
      const top = page.getByRole("region", { name: "Subject and preheader" });
      await top.getByText(/the preheader shows patient\.last_name/).waitFor();
      expect(await field("Subject").getAttribute("aria-invalid")).toBe("false");
      await field("Preheader").click();
      for (let turn = 0; turn < 2; turn++) await page.keyboard.press("Control+z");
      await top.getByText(/the preheader shows/).waitFor({ state: "detached" });
      await page.getByText("Saved in your draft").waitFor();
      await expect.poll(async () => (await files())["messages/nearly-due.mjml"]).toBe(before);
    });

    test("a subject that phones cut is told; each language has its own; Enter and Tab do what they do in a field", async () => {
      const { page } = seen;
      await page.getByRole("link", { name: "Spanish", exact: true }).click();
      await expect.poll(() => field("Subject").textContent()).toBe("Una factura vence pronto");
      await field("Subject").click();
      await page.keyboard.press("End");
      await page.keyboard.type(" y conviene que la mire antes del viernes");
      await page.keyboard.press("Enter");
      const top = page.getByRole("region", { name: "Subject and preheader" });
      await top.getByText("Phones cut a subject after about 50 characters.").waitFor();
      expect(await field("Subject").locator(".cm-line").count()).toBe(1);
      await page.keyboard.press("Control+z");
      await top.getByText("Phones cut").waitFor({ state: "detached" });
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      expect(await field("Preheader").evaluate((node) => node === document.activeElement)).toBe(true);
    });

    test("where the top cannot be read the fields say so, and come back when it is mended", async () => {
      const { page } = seen;
      await lineWith("subject:").click();
      await page.keyboard.press("End");
      await page.keyboard.press("Backspace");
      await page.getByRole("alert").getByText("The top of this message cannot be read").waitFor();
      await field("Subject").waitFor({ state: "detached" });
      await page.keyboard.type('"');
      await field("Subject").waitFor();
      await page.getByText("Saved in your draft").waitFor();
    });

    test("a message is renamed in all its languages with the step that sends it; a taken name is refused", async () => {
      const { page } = seen;
      const before = await files();
      await page.getByRole("button", { name: "Rename" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name").fill("statement-ready");
      await dialog.getByText("There is a message of this name already.").waitFor();
      expect(await dialog.getByRole("button", { name: "Rename" }).isDisabled()).toBe(true);
      await dialog.getByLabel("Name").fill("almost-due");
      await dialog.getByRole("button", { name: "Rename" }).click();
      await page.getByText(/^The message “nearly-due” is called “almost-due” now, also by/).waitFor();
      expect(page.url()).toContain("/messages/almost-due.es.mjml");
      const now = await files();
      expect(now["messages/almost-due.es.mjml"]).toBe(before["messages/nearly-due.es.mjml"]);
      expect(now["messages/nearly-due.mjml"]).toBeUndefined();
      expect(now["journey.yaml"]).toBe(
        before["journey.yaml"]?.replace("message: nearly-due", "message: almost-due"),
      );
      await page.getByRole("button", { name: "Take it back" }).click();
      await page.waitForURL(/nearly-due\.es\.mjml/);
      expect(await files()).toEqual(before);
    });

    test("from its step a message is renamed too, and undo on the canvas puts all its files back", async () => {
      const { page, complaints } = seen;
      const before = await files();
      const step = "nearly-due-letter";
      await page.goto(`${origin}/journeys/${SLUG}?step=${step}`);
      await page.getByRole("button", { name: "Rename", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name").fill("almost-due");
      await dialog.getByRole("button", { name: "Rename" }).click();
      await dialog.waitFor({ state: "detached" });
      expect((await files())["messages/almost-due.mjml"]).toBe(before["messages/nearly-due.mjml"]);
      await card(page, step).click();
      await page.keyboard.press("Control+z");
      await expect.poll(files).toEqual(before);
      expect(complaints).toEqual([]);
    });

    test("a rename on the message's own page is one step of the canvas's history", async () => {
      const { page, complaints } = seen;
      const before = await files();
      await page.goto(page_("nearly-due"));
      await page.getByRole("button", { name: "Rename" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("due-soon");
      await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
      await page.waitForURL(/due-soon\.mjml/);
      await page.getByRole("link", { name: /^Messages of/ }).click();
      await page.goto(`${origin}/journeys/${SLUG}`);
      const undo = page.getByRole("button", { name: /^Undo.*Renamed nearly-due/ });
      await undo.click();
      await expect.poll(files).toEqual(before);
      expect(complaints).toEqual([]);
    });
  },
);
