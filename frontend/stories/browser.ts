// A real browser for the stories: the bundled one, or the one CARELOOM_BROWSER names.
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where the bundled browser unpacks its libraries is decided by this, and it must stand before it is loaded. */
process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";

/** Every browser of this file of stories, for whoever wants to see why one failed. */
export const browsers: Browser[] = [];

export async function launch(): Promise<Browser> {
  const browser = await begin();
  browsers.push(browser);
  return browser;
}

async function begin(): Promise<Browser> {
  const own = process.env.CARELOOM_BROWSER;
  if (own) return chromium.launch({ executablePath: own });
  const { default: bundled } = await import("@sparticuz/chromium");
  // A graphics card in software costs three times the work of all the rest; the plain painter shows the same.
  bundled.setGraphicsMode = false;
  const args = bundled.args.filter((argument) => argument !== "--single-process");
  const executablePath = await bundled.executablePath();
  return chromium.launch({ executablePath, args: [...args, "--disable-gpu"] });
}

/** Where the installation under way answers. */
export const origin = (process.env.CARELOOM_URL ?? "").replace(/\/$/, "");

/** The one-time link of whom a file of stories has for itself; empty where it was not told one. */
export const linkOf = (name: string): string => process.env[`CARELOOM_LINK_${name}`] ?? "";

export interface Watched {
  page: Page;
  /** Errors of the console, of the page and of its policy, and requests that left the origin. */
  complaints: string[];
}

/** A page that remembers everything that went wrong while it was looked at; `kept`: somebody's session. */
export async function open(
  browser: Browser,
  origin: string,
  dark = false,
  kept?: BrowserContextOptions["storageState"],
): Promise<Watched> {
  const context = await browser.newContext({
    storageState: kept,
    viewport: { width: 1440, height: 900 },
    colorScheme: dark ? "dark" : "light",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|about|blob):/.test(url))
      complaints.push(`left the origin: ${url}`);
  });
  return { page, complaints };
}

/** Signs in by a one-time link. That nobody was signed in before is answered with 401, no complaint of ours. */
export async function signedIn(
  browser: Browser,
  origin: string,
  link: string,
  dark = false,
): Promise<Watched> {
  const seen = await open(browser, origin, dark);
  await seen.page.goto(link);
  await seen.page.getByRole("heading", { name: "Overview" }).waitFor();
  seen.complaints.length = 0;
  return seen;
}
