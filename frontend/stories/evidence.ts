// What every page looked like, and where the pointer and the keyboard were, when a story failed: in test-results/.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterEach } from "vitest";
import { browsers } from "./browser";

const folder = fileURLToPath(new URL("../../test-results/", import.meta.url));

const stateOf = (page: Page) =>
  page.evaluate(() => ({
    at: window.location.pathname,
    focus: document.activeElement?.outerHTML.slice(0, 300),
    step: document.querySelector("aside[data-step]")?.getAttribute("data-step"),
    here: document.querySelector("[data-here]")?.getAttribute("data-spot"),
    said: document.querySelector("[data-said]")?.textContent,
  }));

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  mkdirSync(folder, { recursive: true });
  const pages = browsers.flatMap((browser) => browser.contexts().flatMap((context) => context.pages()));
  const name = `${task.file.name} ${task.name}`.replace(/[^a-z0-9]+/gi, "-").slice(0, 120);
  for (const [at, page] of pages.entries()) {
    await page.screenshot({ path: `${folder}${name}.${at}.png`, timeout: 10_000 }).catch(() => undefined);
    const state = await stateOf(page).catch(() => null);
    writeFileSync(`${folder}${name}.${at}.json`, `${JSON.stringify(state, null, 2)}\n`);
  }
});
