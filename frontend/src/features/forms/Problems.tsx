// What the compiler says of a place of the form, with what it offers to write instead.
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconHandStop, IconInfoCircle, IconWand } from "@tabler/icons-react";
import type { Problem } from "~/api/types";
import { mend } from "~/features/designer/model/editing";
import { w } from "~/words";
import { useBench } from "./context";
import classes from "./Forms.module.css";

const ICONS = { error: IconHandStop, warning: IconAlertTriangle, info: IconInfoCircle };

function One({ problem }: { problem: Problem }) {
  const { run } = useBench();
  const { fix, severity } = problem;
  const Icon = ICONS[severity];
  return (
    <li data-severity={severity} data-code={problem.code}>
      <Icon size={16} stroke={1.75} role="img" aria-label={w.drawer.severity[severity]} />
      <span>
        {problem.message}
        {problem.hint && <small>{problem.hint}</small>}
        {fix && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconWand size={14} stroke={1.75} aria-hidden />}
            onClick={() => run((draft) => mend(draft, fix))}
          >
            {w.drawer.fix(fix.offer, fix.was === "")}
          </Button>
        )}
      </span>
    </li>
  );
}

export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => (
        <One key={`${problem.code}${problem.line}:${problem.column}`} problem={problem} />
      ))}
    </ul>
  );
}
