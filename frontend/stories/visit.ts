// A page seen in one light, language and width, which remembers complaints, breaches of its policy and leaps.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { open, signedIn, type Watched } from "./browser";

export interface Sight {
  language: "en" | "es";
  scheme: "light" | "dark";
  width: 1440 | 1024;
}

export const sightName = ({ language, scheme, width }: Sight) => `${language} ${scheme} ${width}`;

const EVERY: Sight[] = (["en", "es"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((scheme) =>
    ([1440, 1024] as const).map((width) => ({ language, scheme, width })),
  ),
);

/** Every value once, on two sights that differ in all; with CARELOOM_ALL_SIGHTS each of the eight is looked at. */
export const SIGHTS: Sight[] = EVERY.filter(
  (_, at) => process.env.CARELOOM_ALL_SIGHTS !== undefined || at === 0 || at === EVERY.length - 1,
);

export interface Leap {
  value: number;
  /** What moved, as a path of names. */
  what: string[];
}

declare global {
  interface Window {
    breaches: string[];
    leaps: Leap[];
    /** Whether anything ever said that it is loading. */
    waited: boolean;
  }
}

/** Runs in the page before anything of it does. */
function remember() {
  window.breaches = [];
  window.leaps = [];
  window.waited = false;
  new MutationObserver(() => {
    window.waited ||= document.querySelector("[aria-busy=true]") !== null;
  }).observe(document, { childList: true, subtree: true, attributes: true });
  document.addEventListener("securitypolicyviolation", (event) =>
    window.breaches.push(`${event.violatedDirective}: ${event.blockedURI}`),
  );
  const named = (node: Node | null) =>
    node instanceof Element ? `${node.tagName.toLowerCase()}.${node.getAttribute("class") ?? ""}` : "?";
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const leap = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      };
      if (!leap.hadRecentInput)
        window.leaps.push({ value: leap.value, what: leap.sources.map(({ node }) => named(node)) });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** What a signed-in page keeps: its session's cookies. */
export type Kept = Awaited<ReturnType<BrowserContext["storageState"]>>;

export async function visit(browser: Browser, origin: string, sight: Sight, kept?: Kept): Promise<Watched> {
  const seen = await open(browser, origin, sight.scheme === "dark", kept);
  await seen.page.setViewportSize({ width: sight.width, height: 900 });
  await seen.page.addInitScript(`(${remember.toString()})()`);
  await seen.page.addInitScript(`localStorage.setItem("careloom-language", "${sight.language}")`);
  return seen;
}

/** Signs in by a one-time link; its session serves further contexts. */
export async function enter(browser: Browser, origin: string, link: string): Promise<Kept> {
  const { page } = await signedIn(browser, origin, link);
  const kept = await page.context().storageState();
  await page.context().close();
  return kept;
}

const LEAP = 0.02;

/** What moved without anybody doing anything, where it comes to more than can be overlooked. */
export async function leaps(page: Page): Promise<string[]> {
  const found: Leap[] = await page.evaluate(() => window.leaps);
  const sum = found.reduce((all, { value }) => all + value, 0);
  return sum > LEAP ? [`leaps ${sum.toFixed(3)}: ${JSON.stringify(found)}`] : [];
}
