// A patient opens the notice's link, is asked for a second fact, and reads the message.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, origin, type Watched } from "./browser";

const notice = process.env.CARELOOM_PORTAL ?? ""; // the link of a notice
const born = process.env.CARELOOM_BORN ?? ""; // the second fact, as 1970-01-02
const says = process.env.CARELOOM_SAYS ?? ""; // what the message says

describe.skipIf(notice === "" || born === "")("the portal in a real browser", () => {
  let browser: Browser;
  let seen: Watched;

  beforeAll(async () => {
    browser = await launch();
    seen = await open(browser, origin);
  });
  afterAll(() => browser?.close());

  test("the link alone shows nothing of the message", async () => {
    await seen.page.goto(notice);
    await seen.page.getByLabel("Date of birth").waitFor();
    expect(await seen.page.content()).not.toContain(says);
  });

  test("a wrong date is refused with the tries that are left", async () => {
    await seen.page.getByLabel("Date of birth").fill("1999-09-09");
    await seen.page.getByRole("button", { name: "Open my message" }).click();
    await seen.page.getByRole("alert").waitFor();
    expect(await seen.page.content()).not.toContain(says);
    seen.complaints.length = 0; // the browser calls a refusal an error
  });

  test("the right date opens it, and the page keeps to its policy", async () => {
    await seen.page.getByLabel("Date of birth").fill(born);
    await seen.page.getByRole("button", { name: "Open my message" }).click();
    await seen.page.frameLocator("iframe").getByText(says).first().waitFor();
    expect(seen.complaints).toEqual([]);
  });
});
