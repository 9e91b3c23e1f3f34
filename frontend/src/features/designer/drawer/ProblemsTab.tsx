// Everything the compiler has to say about the text as it stands.
import { Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { Checked } from "../useJourneyProblems";
import classes from "./Drawer.module.css";
import { ProblemItem } from "./ProblemItem";

export function ProblemsTab({ checked }: { checked: Checked }) {
  if (checked.problems.length === 0) {
    return (
      <Text className={classes.none} c="dimmed">
        <IconCircleCheck size={16} stroke={1.75} aria-hidden />
        {checked.unanswered
          ? "The compiler could not be asked just now. It is asked again when you type."
          : checked.checking
            ? "Checking…"
            : "No problems. This text can be published."}
      </Text>
    );
  }
  return (
    <ul className={classes.problems}>
      {checked.problems.map((problem) => (
        <li key={`${problem.code}:${problem.line}:${problem.column}:${problem.message}`}>
          <ProblemItem problem={problem} />
        </li>
      ))}
    </ul>
  );
}
