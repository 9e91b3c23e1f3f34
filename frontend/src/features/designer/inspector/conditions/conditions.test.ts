import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readRules } from "./read";
import { ASKED, type Leaf, plainOf, quoted, type Rule } from "./rules";
import { writeRules } from "./write";

const field = fc.constantFrom("patient.age", "patient.tags", "appointment.start", "answers.pain_level");
const op = fc.constantFrom("==", "!=", ">=", "<=", ">", "<");
const text = fc
  .tuple(fc.string({ maxLength: 12 }), fc.constantFrom("'", '"'))
  .map(([words, like]) => quoted(words.replace(/[\r\n]/g, ""), like));
const number = fc.integer({ min: -500, max: 500 }).map(String);
const not = fc.boolean();
const test3 = fc.constantFrom("startsWith", "endsWith", "contains");

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({
    is: fc.constant("compare"),
    field,
    op,
    value: fc.oneof(text, number, fc.constantFrom("true", "now")),
  }),
  fc.record({
    is: fc.constant("away"),
    field,
    turned: fc.boolean(),
    op,
    value: fc.constantFrom("duration('3h')", 'duration("2d")'),
  }),
  fc.record({ is: fc.constant("since"), field, op, value: number }),
  fc.record({ is: fc.constant("flag"), field, not }),
  fc
    .record({ is: fc.constant("call"), name: fc.constantFrom(...ASKED), argument: text, not })
    .map((call) => (call.name === "confirmed" ? { ...call, argument: null } : call)),
  fc.record({ is: fc.constant("holds"), field, value: text, not }),
  fc.record({ is: fc.constant("among"), field, values: fc.array(text, { minLength: 1, maxLength: 3 }), not }),
  fc.record({ is: fc.constant("part"), field, test: test3, value: text, not }),
  fc.record({
    is: fc.constant("some"),
    field,
    variable: fc.constant("code"),
    test: fc.oneof(test3, fc.constant("equals")),
    value: text,
    not,
  }),
) as fc.Arbitrary<Leaf>;

const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    leaf,
    fc
      .record({
        join: fc.constantFrom("all" as const, "any" as const),
        not,
        rules: fc.array(tie("rule"), { minLength: 2, maxLength: 3 }),
      })
      .map((group): Rule => ({ is: "group", paren: !group.not, ...group })),
  ),
}));

test("whatever rules say is read back as the same rules", () => {
  fc.assert(
    fc.property(rule, (made) => {
      const outer: Rule = made.is === "group" ? { ...made, paren: false } : made;
      const written = writeRules(outer);
      expect(readRules(written)).toEqual(outer);
    }),
    { numRuns: 500 },
  );
});

/** Grouping and space that change nothing. */
const bare = (text: string) => text.replace(/[()\s]/g, "");

test("any text is either read as rules that say the same, or not read at all", () => {
  const word = fc.constantFrom(
    ..."patient.age|patient.tags|now|&&||||!|(|)|>=|==|-|'x'|\"y\"|3|in|[|]|confirmed()|engaged('a')|true|.".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 9 }), (words) => {
      const written = words.join(" ");
      const read = readRules(written);
      if (read !== null) expect(bare(writeRules(read))).toBe(bare(written));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  "appointment.kind == 'telehealth' && appointment.start - now > duration('1h')",
  'has_consent("learning")',
  "prescription.active && prescription.lapsed_days <= 90",
  'engaged("eating") || engaged("moving")',
  "answers.pain_level >= 7 || answers.getting_worse",
  "!answers.knows_medicines",
  "patient.age >= 45 && patient.age <= 75 && !('screening-done' in patient.tags)",
  "patient.conditions.exists(code, code.startsWith('E11'))",
  "days_since(statement.due) > 30 && (patient.age < 18 || segment('over-65'))",
])("a condition as people write it is shown as rules: %s", (condition) => {
  const read = readRules(condition);
  expect(read && writeRules(read)).toBe(condition);
});

test.each([
  "size(patient.tags) > 3",
  "patient.age >= 65 ? true : false",
  "65 <= patient.age",
  "patient.age+1 > 3",
  "!patient.age >= 65",
  "",
])("what rules cannot say, or would write otherwise, stays text: %s", (condition) =>
  expect(readRules(condition)).toBeNull(),
);

test.each([
  ["patient.age>=65", "patient.age >= 65"],
  [
    "!(patient.conditions.exists(c, c.startsWith('E11')))",
    "!patient.conditions.exists(c, c.startsWith('E11'))",
  ],
  ["!(confirmed())", "!confirmed()"],
])("what is only spelled otherwise is shown as rules too: %s", (condition, written) => {
  const read = readRules(condition);
  expect(read && writeRules(read)).toBe(written);
});

test("a literal's words come out of its quotes and go back into them", () => {
  expect(plainOf("duration('3h')")).toBe("3h");
  expect(plainOf(quoted('she said "it\'s"', '"'))).toBe('she said "it\'s"');
});
