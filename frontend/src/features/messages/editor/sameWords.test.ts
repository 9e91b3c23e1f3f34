// The same examples as the compiler's (tests/compiler/test_same_words.py), so that both mark the same mails.
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sameWords } from "./sameWords";

interface Case {
  about: string;
  own: string;
  other: string;
  same: boolean;
}

const path = new URL("../../../../../tests/compiler/same_words.json", import.meta.url);
const CASES = JSON.parse(readFileSync(path, "utf8")) as Case[];

test.each(CASES)("the compiler's example: $about", ({ own, other, same }) => {
  expect(sameWords(own, other)).toBe(same);
});

test("a mail whose every part is translated is never marked", () => {
  const word = fc.constantFrom("visit", "please", "call", "7", "{{ x.y }}");
  const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });
  const mail = (parts: string[]) =>
    `---\nsubject: "7"\n---\n<mjml><mj-body>${parts.map((part) => `<mj-text>${part}</mj-text>`).join("")}</mj-body></mjml>`;
  fc.assert(
    fc.property(texts, (parts) => {
      const english = parts.map((words) => words.join(" "));
      const other = english.map((part) => part.replace(/visit|please|call/g, "otra"));
      expect(sameWords(mail(other), mail(english))).toBe(false);
      expect(sameWords(mail(english), mail(english))).toBe(/visit|please|call/.test(english.join()));
    }),
  );
});
