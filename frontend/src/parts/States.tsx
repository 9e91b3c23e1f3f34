// Empty, broken and loading pages: what will be here, what happened, what to do.

import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconCloudOff, IconHandStop, type IconProps } from "@tabler/icons-react";
import { type ComponentType, type ReactNode, useEffect, useRef } from "react";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import classes from "./parts.module.css";

interface EmptyProps {
  icon: ComponentType<IconProps>;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <div className={classes.state}>
      <span className={classes.stateIcon}>
        <Icon size={22} stroke={1.5} aria-hidden />
      </span>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" maw={420}>
        {children}
      </Text>
      {action}
    </div>
  );
}

const HEALING = 5_000; // milliseconds between tries to reach a server that is gone

/** Asks again by itself while the server cannot be reached. */
function useHealing(offline: boolean, again?: () => void) {
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  }, [again]);
  useEffect(() => {
    if (!offline) return;
    const ask = () => latest.current?.();
    const timer = window.setInterval(ask, HEALING);
    window.addEventListener("online", ask);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener("online", ask);
    };
  }, [offline]);
}

export function Broken({ error, again }: { error: unknown; again?: () => void }) {
  const problem = asProblem(error);
  useHealing(problem.offline, again);
  const Icon = problem.offline ? IconCloudOff : IconHandStop;
  return (
    <div className={classes.state} role="alert">
      <span className={classes.stateIcon} data-tone={problem.offline ? undefined : "stop"}>
        <Icon size={22} stroke={1.5} aria-hidden />
      </span>
      <Title order={2}>{problem.title}</Title>
      <Text c="dimmed" maw={420}>
        {problem.detail}
      </Text>
      {again && (
        <Button variant="default" onClick={again}>
          {w.parts.again}
        </Button>
      )}
    </div>
  );
}

/** A page of which nothing could be shown, not even its frame. */
export const BrokenPage = (props: { error: unknown; again?: () => void }) => (
  <main id="content" tabIndex={-1}>
    <Broken {...props} />
  </main>
);

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

export function Rows({ rows = 6, height = 40 }: { rows?: number; height?: number }) {
  return (
    <Stack gap={8} aria-busy="true" aria-label={w.parts.loading}>
      {ROWS.slice(0, rows).map((row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  );
}
