// What of a mail is folded when it is opened.
import { expect, test } from "vitest";
import { headOf } from "./mailEditor";

const MAIL =
  "---\nsubject: A\n---\n<mjml>\n  <mj-head>\n    <mj-font/>\n  </mj-head>\n  <mj-body/>\n</mjml>\n";

test("the head of a mail is what stands between its tags", () => {
  const head = headOf(MAIL);
  expect(head && MAIL.slice(head.from, head.to)).toBe("\n    <mj-font/>\n  ");
});

test("a mail without a head, or with one that never ends, folds nothing", () => {
  expect(headOf("<mjml><mj-body/></mjml>")).toBeNull();
  expect(headOf("<mjml>\n<mj-head>\n<mj-body/>")).toBeNull();
});
