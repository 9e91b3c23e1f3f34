import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarioOf, withoutScenario } from "./scenarios";

const KEPT = readFileSync(
  new URL("../../../../../journeys/visit-follow-up/scenarios.yaml", import.meta.url),
  "utf8",
);
const NAME = "who looked at their notes is asked how it was";

const TEXT = `# ours
scenarios:
  # the first
  - name: a   # keep
    events:
      - {at: 2026-03-01T12:00, event: x}

  # about b
  - name: 'b'
    expect: [exit: done]
  - name: a
    expect: []
# the end
`;

test("one scenario goes with the comment above it, everything else stays byte for byte", () => {
  expect(withoutScenario(TEXT, { name: "b" })).toBe(
    TEXT.replace("  # about b\n  - name: 'b'\n    expect: [exit: done]\n", ""),
  );
  const rest = withoutScenario(KEPT, { name: NAME }) ?? "";
  const from = KEPT.indexOf(`  - name: ${NAME}`);
  const to = KEPT.indexOf("  - name: ", from + 1);
  expect(rest).toBe(KEPT.slice(0, from) + KEPT.slice(to));
});

test("of two that are called the same, the one around the line goes", () => {
  const last = withoutScenario(TEXT, { name: "a", line: 12 });
  expect(last).toBe(TEXT.replace("  - name: a\n    expect: []\n", ""));
  expect(withoutScenario(TEXT, { name: "a" })).not.toContain("name: a   # keep");
});

test("nothing goes where another one stands by now, or nothing can be read", () => {
  expect(withoutScenario(TEXT, { name: "a", line: 9 })).toBeNull();
  expect(withoutScenario(TEXT, { name: "c" })).toBeNull();
  expect(withoutScenario("", { name: "a" })).toBeNull();
  expect(withoutScenario("scenarios: [", { name: "a" })).toBeNull();
});

test("without the last one the list is empty, which can be added to", () => {
  expect(withoutScenario("scenarios:\n  - name: a\n", { name: "a" })).toBe("scenarios: []\n");
});

test("a problem belongs to a scenario of this journey alone", () => {
  const at = (path: string, scenario: string | null) =>
    scenarioOf({ path, scenario, line: 17 } as Parameters<typeof scenarioOf>[0], "visit-follow-up");
  expect(at("journeys/visit-follow-up/scenarios.yaml", NAME)).toEqual({ name: NAME, line: 17 });
  expect(at("journeys/visit-reminder/scenarios.yaml", NAME)).toBeNull();
  expect(at("journeys/visit-follow-up/scenarios.yaml", null)).toBeNull();
});
