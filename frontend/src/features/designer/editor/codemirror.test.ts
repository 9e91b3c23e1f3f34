import { Text } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import { slipProblem } from "../model/problems";
import { offsetAt, toDiagnostic } from "./codemirror";

const text = Text.of(["journey: j", "steps:", "  - send: a"]);

describe("problems in the editor", () => {
  test("a mark stands under the words it is about", () => {
    const problem = { ...slipProblem({ message: "m", line: 3, column: 5 }), end_line: 3, end_column: 9 };
    const { from, to } = toDiagnostic(text, problem);
    expect(text.sliceString(from, to)).toBe("send");
  });

  test("a place outside the text is moved to the nearest inside", () => {
    expect(offsetAt(text, 99, 99)).toBe(text.length);
    expect(offsetAt(text, 0, 0)).toBe(0);
    const mark = toDiagnostic(text, slipProblem({ message: "m", line: 99, column: 99 }));
    expect(mark.to).toBeLessThanOrEqual(text.length);
    expect(mark.to).toBeGreaterThanOrEqual(mark.from);
  });
});
