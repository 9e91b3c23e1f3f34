import { describe, expect, test } from "vitest";
import { BLOCKS, insertion } from "./blocks";

const MAIL = `---
subject: Hello
class: operational
---
<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>One</mj-text>
        <mj-text>Two</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

const inserted = (cursor: number, block: (typeof BLOCKS)[number]) => {
  const found = insertion(MAIL, cursor, block);
  return found ? MAIL.slice(0, found.at) + found.text + MAIL.slice(found.at) : null;
};

describe("inserting a block", () => {
  test("puts it behind the line of the cursor, as far in as its neighbours", () => {
    const after = inserted(MAIL.indexOf("One"), "divider")?.split("\n") ?? [];
    expect(after[after.findIndex((line) => line.includes("One")) + 1]).toMatch(/^ {8}<mj-divider/);
  });

  test("puts it at the end of the first column when the cursor stands elsewhere", () => {
    const after = inserted(0, "button") ?? "";
    expect(after.indexOf("<mj-button")).toBeGreaterThan(after.indexOf("Two"));
    expect(after.indexOf("<mj-button")).toBeLessThan(after.indexOf("</mj-column>"));
  });

  test("changes nothing else, and does nothing where there is no column", () => {
    for (const block of BLOCKS) {
      const found = insertion(MAIL, 0, block);
      expect(inserted(0, block)?.replace(found?.text ?? "", "")).toBe(MAIL);
    }
    expect(insertion("<mjml></mjml>", 0, "text")).toBeNull();
  });
});
