// What the compiler says of a message, with the way out: first what keeps it from being a mail, then what is worth a look.
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconHandStop, IconInfoCircle, IconWand } from "@tabler/icons-react";
import type { OfferedFix, Problem } from "~/api/generated/types";
import { w } from "~/words";
import classes from "./Editor.module.css";

const ICONS = { error: IconHandStop, warning: IconAlertTriangle, info: IconInfoCircle };

interface Told {
  problems: readonly Problem[];
  /** Does what the compiler offers. */
  onFix?: (fix: OfferedFix) => void;
  /** They stand at their place already, which need not be told. */
  placed?: boolean;
}

function One({ problem, onFix, placed }: Omit<Told, "problems"> & { problem: Problem }) {
  const { severity, line, column, message, hint, fix, path } = problem;
  const Icon = ICONS[severity];
  return (
    <li data-severity={severity} data-code={problem.code}>
      <Icon size={16} stroke={1.75} role="img" aria-label={w.drawer.severity[severity]} />
      <span>
        {!placed && <span className={classes.place}>{`${line}:${column} `}</span>}
        {message}
        {hint && <small>{hint}</small>}
        {onFix && fix && fix.path === path && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconWand size={14} stroke={1.75} aria-hidden />}
            onClick={() => onFix(fix)}
          >
            {w.drawer.fix(fix.offer, fix.was === "")}
          </Button>
        )}
      </span>
    </li>
  );
}

export function FaultList({ problems, ...how }: Told) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.faults}>
      {problems.map((each) => (
        <One key={`${each.line}:${each.column}:${each.code}:${each.message}`} problem={each} {...how} />
      ))}
    </ul>
  );
}

function Group({ title, ...told }: Told & { title: string }) {
  if (told.problems.length === 0) return null;
  return (
    <section className={classes.uses}>
      <h2>{title}</h2>
      <FaultList {...told} />
    </section>
  );
}

export function Faults({ problems, onFix }: Told) {
  return (
    <>
      <Group
        title={w.composing.problems}
        problems={problems.filter(({ severity }) => severity === "error")}
        onFix={onFix}
      />
      <Group
        title={w.composing.worthALook}
        problems={problems.filter(({ severity }) => severity !== "error")}
        onFix={onFix}
      />
    </>
  );
}
