// What a story writes behind the page's back, in its session: as a colleague would from elsewhere.
import type { Page } from "playwright-core";

interface Written {
  status: number;
  body: unknown;
}

/** One request with the session's token; `match`: the ETag or revision that was seen. */
export const send = (
  page: Page,
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  match?: string,
): Promise<Written> =>
  page.evaluate(
    async ({ method, path, body, match }) => {
      const session = (await (await fetch("/api/session")).json()) as { csrf: string };
      const headers: Record<string, string> = {
        "content-type": "application/json",
        "x-csrf-token": session.csrf,
        "idempotency-key": `${Date.now()}`,
      };
      if (match !== undefined) headers["if-match"] = match;
      const answer = await fetch(`/api${path}`, { method, headers, body: JSON.stringify(body) });
      return { status: answer.status, body: await answer.json().catch(() => null) };
    },
    { method, path, body, match },
  );

/** Rewrites organization.yaml as an administrator does in the settings; the status of the answer. */
export async function organize(page: Page, change: (source: string) => string): Promise<number> {
  const { source, etag } = await page.evaluate(async () => {
    const shown = await fetch("/api/settings/organization");
    const { source } = (await shown.json()) as { source: string };
    return { source, etag: shown.headers.get("etag") ?? "" };
  });
  return (await send(page, "PUT", "/settings/organization", { source: change(source) }, etag)).status;
}

/** Changes files of the caller's draft, by path inside the journey's folder; null takes one away. */
export async function redraft(
  page: Page,
  slug: string,
  change: (files: Record<string, string>) => Record<string, string | null>,
): Promise<number> {
  const { files, revision } = await page.evaluate(
    async (name) =>
      (await (await fetch(`/api/journeys/${name}/draft`)).json()) as {
        files: Record<string, string>;
        revision: number;
      },
    slug,
  );
  return (await send(page, "PUT", `/journeys/${slug}/draft`, { files: change(files) }, `"${revision}"`))
    .status;
}
