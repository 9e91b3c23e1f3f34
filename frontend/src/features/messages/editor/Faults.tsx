// What the compiler says of a message, with the way out: first what keeps it from being a mail, then what is worth a look.
import { IconAlertTriangle, IconHandStop, IconInfoCircle } from "@tabler/icons-react";
import type { Problem } from "~/api/generated/types";
import { w } from "~/words";
import classes from "./Editor.module.css";

const ICONS = { error: IconHandStop, warning: IconAlertTriangle, info: IconInfoCircle };

function One({ problem }: { problem: Problem }) {
  const { severity, line, column, message, hint } = problem;
  const Icon = ICONS[severity];
  return (
    <li data-severity={severity}>
      <Icon size={16} stroke={1.75} role="img" aria-label={w.drawer.severity[severity]} />
      <span>
        <span className={classes.place}>{`${line}:${column}`}</span> {message}
        {hint && <small>{hint}</small>}
      </span>
    </li>
  );
}

function Group({ title, problems }: { title: string; problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <section className={classes.uses}>
      <h2>{title}</h2>
      <ul className={classes.faults}>
        {problems.map((each) => (
          <One key={`${each.line}:${each.column}:${each.code}:${each.message}`} problem={each} />
        ))}
      </ul>
    </section>
  );
}

export function Faults({ problems }: { problems: readonly Problem[] }) {
  return (
    <>
      <Group
        title={w.composing.problems}
        problems={problems.filter(({ severity }) => severity === "error")}
      />
      <Group
        title={w.composing.worthALook}
        problems={problems.filter(({ severity }) => severity !== "error")}
      />
    </>
  );
}
