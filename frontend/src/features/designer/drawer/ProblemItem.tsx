// One problem: what, where, with the compiler's own caret, what to do, and the law behind it. A click goes to its field.
import { UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconHandStop, IconInfoCircle } from "@tabler/icons-react";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { useDraftingHere } from "../drafts/DraftProvider";
import { useHands } from "../gestures/context";
import { scenarioOf } from "../model/scenarios";
import classes from "./Drawer.module.css";
import { excerptOf } from "./excerpt";
import { FixButton } from "./FixButton";
import { ProblemPlace } from "./ProblemPlace";
import { ScenarioButtons } from "./ScenarioButtons";
import { showProblem } from "./showing";

const ICONS = { error: IconHandStop, warning: IconAlertTriangle, info: IconInfoCircle };

function Excerpt({ problem }: { problem: Problem }) {
  const lines = excerptOf(problem.text);
  if (lines.length === 0) return null;
  return (
    <pre className={classes.excerpt}>
      {lines.map((line) => {
        const [number = "", ...rest] = line.split("│");
        return (
          <span key={line}>
            <span className={classes.gutter}>{number}</span>
            {rest.join("│")}
            {"\n"}
          </span>
        );
      })}
    </pre>
  );
}

interface Props {
  problem: Problem;
  /** Beside the form, where the text itself is near. */
  brief?: boolean;
  /** Called before the problem is gone to, by whatever stands in front of the page. */
  onLeave?: () => void;
}

export function ProblemItem({ problem, brief = false, onLeave }: Props) {
  const hands = useHands();
  const scenario = scenarioOf(problem, useDraftingHere()?.slug ?? "");
  const show = () => {
    onLeave?.();
    showProblem(hands, problem);
  };
  const Icon = ICONS[problem.severity];
  return (
    <div className={classes.problem} data-severity={problem.severity} data-code={problem.code}>
      <Icon size={16} stroke={1.75} aria-label={w.drawer.severity[problem.severity]} role="img" />
      <div>
        <UnstyledButton className={classes.about} onClick={show}>
          <span className={classes.message}>{problem.message}</span>
          {scenario && <span className={classes.hint}>{w.play.scenarios.named(scenario.name)}</span>}
          {problem.hint && <span className={classes.hint}>{problem.hint}</span>}
        </UnstyledButton>
        {!brief && <Excerpt problem={problem} />}
        <p className={classes.origin}>
          <FixButton problem={problem} />
          {scenario && <ScenarioButtons scenario={scenario} fix={problem.fix} onLeave={onLeave} />}
          <ProblemPlace problem={problem} plain={brief} />
          {!brief && <code>{problem.code}</code>}
          {problem.source_of_law && <span>{problem.source_of_law}</span>}
        </p>
      </div>
    </div>
  );
}
