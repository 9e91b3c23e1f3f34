// One problem: what, where, what to do, and the law behind it. A click goes to its line and its step.

import { IconAlertTriangle, IconHandStop, IconInfoCircle } from "@tabler/icons-react";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { isOwn, stepOf } from "../model/problems";
import { useDesigner, useStore } from "../store";
import classes from "./Drawer.module.css";

const ICONS = { error: IconHandStop, warning: IconAlertTriangle, info: IconInfoCircle };

export function ProblemItem({ problem }: { problem: Problem }) {
  const store = useStore();
  const { document } = useDesigner();
  const Icon = ICONS[problem.severity];
  const show = () => {
    store.select(document ? stepOf(problem, document.steps) : null);
    if (isOwn(problem)) store.goToLine(problem.line, problem.column);
  };
  return (
    <button type="button" className={classes.problem} data-severity={problem.severity} onClick={show}>
      <Icon size={16} stroke={1.75} aria-label={w.drawer.severity[problem.severity]} />
      <span>
        <span className={classes.message}>{problem.message}</span>
        {problem.hint && <span className={classes.hint}>{problem.hint}</span>}
        <span className={classes.origin}>
          {w.drawer.place(isOwn(problem) ? "" : problem.path, problem.line, problem.column)} ·{" "}
          <code>{problem.code}</code>
          {problem.source_of_law && ` · ${problem.source_of_law}`}
        </span>
      </span>
    </button>
  );
}
