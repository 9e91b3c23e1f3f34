import { expect, test } from "vitest";
import { isRefused, mend, readDraft } from ".";

const TEXT = "journey: j\nsteps:\n  - send: a # 😀 mesage\n    mesage: b\n  - await: c\n";

const after = (mending: Parameters<typeof mend>[1], text = TEXT) => {
  const outcome = mend(readDraft(text), mending);
  return isRefused(outcome) ? outcome.refused : outcome.text;
};

test("a fix writes its word in its place and nowhere else", () => {
  const fix = { line: 4, column: 5, was: "mesage", replacement: "message", offer: "message" };
  expect(after(fix)).toBe(TEXT.replace("    mesage", "    message"));
});

test("columns count characters, also behind one that takes two places", () => {
  const fix = { line: 3, column: 17, was: "mesage", replacement: "message", offer: "message" };
  expect(after(fix)).toBe(TEXT.replace("😀 mesage", "😀 message"));
});

test("a bound that is missing becomes a line of its own", () => {
  const fix = { line: 5, column: 13, was: "", replacement: "\n    timeout: 7d", offer: "timeout: 7d" };
  expect(after(fix)).toBe(`${TEXT.trimEnd()}\n    timeout: 7d\n`);
});

test("nothing is changed when something else stands there by now", () => {
  const fix = { line: 4, column: 5, was: "mesage", replacement: "message", offer: "message" };
  expect(after(fix, `# one more line\n${TEXT}`)).toBe("moved-on");
  const added = { line: 5, column: 13, was: "", replacement: "\n    timeout: 7d", offer: "timeout: 7d" };
  expect(after(added, TEXT.replace("await: c", "await: called"))).toBe("moved-on");
});

test("a text that cannot be read is mended, too", () => {
  const fix = { line: 4, column: 5, was: "mesage", replacement: "message", offer: "message" };
  expect(after(fix, `${TEXT}x: [`)).toContain("    message: b");
});
