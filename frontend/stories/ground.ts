// The canvas as a story sees it: its cards, and the text that this tab keeps of a journey.
import type { Locator, Page } from "playwright-core";

export const card = (page: Page, id: string): Locator => page.locator(`[data-ground] [data-step="${id}"]`);

/** The text as this tab keeps it; it is written down a moment after the last edit. */
export const kept = (page: Page, slug = "win-back"): Promise<string> =>
  page.evaluate((name) => {
    const key = Object.keys(sessionStorage).find((one) => one.startsWith(`careloom.edits.${name}@`));
    return (JSON.parse(sessionStorage.getItem(key ?? "") ?? "{}") as { text?: string }).text ?? "";
  }, slug);
