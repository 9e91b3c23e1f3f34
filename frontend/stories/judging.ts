// What axe finds wrong with a page or a part of it.
import axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Each violation as one line: the rule, what is wrong, and where. `part`: a selector; without one the whole page. */
export async function violations(page: Page, tags: string[], part?: string): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(
    async ({ values, within }) => {
      const found = await window.axe.run(within ?? document, {
        runOnly: { type: "tag", values },
        resultTypes: ["violations"],
      });
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`,
        ),
      );
    },
    { values: tags, within: part },
  );
}
