// Everything the compiler has to say about the text as it stands.

import { Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { w } from "~/words";
import type { Checked } from "../useJourneyProblems";
import classes from "./Drawer.module.css";
import { ProblemItem } from "./ProblemItem";

export function ProblemsTab({ checked }: { checked: Checked }) {
  if (checked.problems.length === 0) {
    return (
      <Text className={classes.none} c="dimmed">
        <IconCircleCheck size={16} stroke={1.75} aria-hidden />
        {checked.unanswered ? w.drawer.notAsked : checked.checking ? w.drawer.checking : w.drawer.noProblems}
      </Text>
    );
  }
  return (
    <ul className={classes.problems}>
      {checked.problems.map((problem) => (
        <li key={`${problem.path}:${problem.code}:${problem.line}:${problem.column}:${problem.message}`}>
          <ProblemItem problem={problem} />
        </li>
      ))}
    </ul>
  );
}
