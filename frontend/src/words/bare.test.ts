// Nothing that people read stands in components: English and Spanish live in the language files.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { bareTexts } from "./bare";

const HOME = join(import.meta.dirname, "..");
/** Texts for the next programmer, not for people: CSS, HTML that wraps mails, generated code, this room itself. */
const NOT_READ = /(^|\/)(words|testing|generated|theme)\/|\.test\.tsx?$|\.d\.ts$/;
/** What looks like words and is code: names that completion offers, phrases of the journey's own language. */
const CODE: Record<string, string[]> = {
  "features/designer/inspector/condition/CelText.tsx": ["now", "duration", "days_since"],
  "features/designer/inspector/values/phrases.ts": ["after exit"],
  "features/messages/editor/completion.ts": ["organization.…", "link.…", "segments['…']"],
};
const files = readdirSync(HOME, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !NOT_READ.test(name))
  .map((name) => join(HOME, name));

const bareIn = (source: string) => bareTexts("x.tsx", source).map((each) => each.text);

describe("the search itself", () => {
  test.each([
    ["<p>Nothing here</p>", ["Nothing here"]],
    ["<p>{empty ? 'None' : 'Some'}</p>", ["None", "Some"]],
    ["<a title={`Close $` + `it`} className='a b'/>", ["Close $", "it"]],
    ["const x = { label: 'Not sent yet' };", ["Not sent yet"]],
    ["const x = few ? `few people here` : '';", ["few people here"]],
  ])("%s is found", (source, texts) => expect(bareIn(source)).toEqual(texts));

  test.each([
    "<p>{w.tasks.none} · {count}</p>",
    '<a href="/x" className="some class" data-x="yes"/>',
    'if (key === "ArrowDown") throw new Error("never shown to anybody");',
    'import x from "./some file";',
    "<kbd>Ctrl K</kbd>".replace("Ctrl K", "K"),
    'const q = { queryKey: ["page", path] };',
  ])("%s is not", (source) => expect(bareIn(source)).toEqual([]));
});

test("no sentence stands outside the language files", () => {
  const found = files.flatMap((file) =>
    bareTexts(file, readFileSync(file, "utf8"))
      .filter(({ text }) => !CODE[relative(HOME, file)]?.includes(text))
      .map(({ line, text }) => `${relative(HOME, file)}:${line} ${JSON.stringify(text)}`),
  );
  expect(found).toEqual([]);
});
