// Problems of the text as it stands: the browser's slips at once, the compiler's a moment later.
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useRef } from "react";
import { useCheck } from "~/api/journeys";
import type { Problem } from "~/api/types";
import { gravestFirst, slipProblem } from "./model/problems";
import { useDesigner } from "./store";

export interface Checked {
  problems: Problem[];
  /** How closed the data is that a step tells or leans on, by step id. */
  classes: Readonly<Record<string, string>>;
  checking: boolean;
  /** The compiler could not be asked; what is shown may be old. */
  unanswered: boolean;
}

const NONE: Readonly<Record<string, string>> = {};

export function useJourneyProblems(slug: string): Checked {
  const { text, slips } = useDesigner();
  const [settled] = useDebouncedValue(text, 350);
  const check = useCheck(slug, settled);
  const problems = useMemo(() => {
    const found = check.data?.problems ?? [];
    if (found.length > 0 && !check.isPlaceholderData) return gravestFirst(found);
    return slips.length > 0 ? slips.map(slipProblem) : gravestFirst(found);
  }, [check.data, check.isPlaceholderData, slips]);
  // Half a word makes a text that says nothing of its steps: what was known stays, so that cards do not jump.
  const known = useRef(NONE);
  const told = check.data?.classes ?? NONE;
  if (Object.keys(told).length > 0 || problems.length === 0) known.current = told;
  const classes = known.current;
  return { problems, classes, checking: check.isFetching || settled !== text, unanswered: check.isError };
}
