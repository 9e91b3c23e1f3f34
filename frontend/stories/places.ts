// Every address of the designer, with people, mails and drafts that really exist in the installation looked at.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

export interface Place {
  /** The route as Routes.tsx writes it. */
  route: string;
  path: string;
}

export const JOURNEY = "visit-reminder";
const DRAFT = "looked-at-by-everybody";
/** It has messages and a form. */
const TEMPLATE = "discharge-follow-up";
const FORM = "how-are-you";
const PATIENCE = 10_000;
const ROUTES = join(import.meta.dirname, "..", "src", "app", "Routes.tsx");

/** The routes of the application, read from its source, so that a new one cannot be forgotten. */
export const routes = (): string[] =>
  [...readFileSync(ROUTES, "utf8").matchAll(/<Route path="([^"]+)"/g)]
    .map((match) => match[1] ?? "")
    .filter((route) => route !== "/sign-in");

const get = <Answer>(page: Page, path: string): Promise<Answer> =>
  page.evaluate(async (wanted) => (await fetch(`/api${wanted}`)).json(), path);

async function firstOf<Item>(page: Page, path: string): Promise<Item> {
  const found = (await get<{ items: Item[] }>(page, path)).items[0];
  if (found === undefined) throw new Error(`There is nothing at ${path} to look at.`);
  return found;
}

/** A draft of one's own, made from the gallery where it is not there yet; the name of its first message. */
async function draftedMessage(page: Page): Promise<string> {
  await page.evaluate(
    async ([slug, journey, key]) => {
      const session = (await (await fetch("/api/session")).json()) as { csrf: string };
      const headers = {
        "Content-Type": "application/json",
        "X-CSRF-Token": session.csrf,
        "Idempotency-Key": key,
      };
      await fetch(`/api/gallery/${slug}/use`, { method: "POST", headers, body: JSON.stringify({ journey }) });
    },
    [TEMPLATE, DRAFT, `${Date.now()}`] as const,
  );
  const { files } = await get<{ files: Record<string, string> }>(page, `/journeys/${DRAFT}/draft`);
  const message = Object.keys(files).find((name) => name.startsWith("messages/"));
  return (message ?? "").replace("messages/", "");
}

/** Ids as they are now, by the names that routes give them. The page has to be signed in. */
async function idsOf(page: Page): Promise<Record<string, string>> {
  const inside = await firstOf<{ id: string; enrollment: string }>(page, `/journeys/${JOURNEY}/people`);
  const person = await firstOf<{ id: string }>(page, "/patients");
  const message = await firstOf<{ id: string }>(page, "/messages");
  const mail = await firstOf<{ id: string }>(page, "/mailbox");
  return {
    "/drafts/:slug": DRAFT,
    ":file": encodeURIComponent(await draftedMessage(page)),
    "/journeys/:slug": JOURNEY,
    ":name": FORM,
    ":enrollment": inside.enrollment,
    "/people/:id": person.id,
    "/messages/:id": message.id,
    "/mailbox/:id": String(mail.id),
    ":document": "organization",
  };
}

/** Every route once, and an address that leads nowhere. */
export async function placesOf(page: Page): Promise<Place[]> {
  const ids = Object.entries(await idsOf(page));
  const filled = (route: string) =>
    ids.reduce((path, [name, id]) => path.replace(name, name.slice(0, name.lastIndexOf(":")) + id), route);
  const places = routes().map((route) => ({ route, path: filled(route) }));
  const documents = ["dictionary", "segments", "consents"].map((document) => ({
    route: `/settings/${document}`,
    path: `/settings/${document}`,
  }));
  return [...places, ...documents, { route: "nowhere", path: "/no/such/page" }];
}

/** Until what was asked for has come: no skeleton is left and nothing new appears. What stays away is named. */
export async function settled(page: Page): Promise<string[]> {
  const content = page.locator("#content").first();
  const there = await content.waitFor({ timeout: PATIENCE }).then(
    () => true,
    () => false,
  );
  if (!there) return ["there is no content"];
  const loaded = await page
    .waitForFunction(
      () => document.querySelector("[aria-busy=true], .mantine-Skeleton-root") === null,
      null,
      {
        timeout: PATIENCE,
      },
    )
    .then(
      () => true,
      () => false,
    );
  await quiet(page);
  return loaded ? [] : ["it loads for ever"];
}

/** Until nothing has appeared or gone for a moment. */
const quiet = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        let timer = window.setTimeout(done, 250);
        const watch = new MutationObserver(() => {
          window.clearTimeout(timer);
          timer = window.setTimeout(done, 250);
        });
        watch.observe(document.body, { childList: true, subtree: true });
        window.setTimeout(done, 3_000);
      }),
  );
