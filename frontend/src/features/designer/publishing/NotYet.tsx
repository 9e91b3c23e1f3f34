// There is no plan: what has to be solved first, each problem with the way there and whatever mends it.
import { Button, Group, Stack, Text } from "@mantine/core";
import { asProblem } from "~/api/problem";
import { Broken } from "~/parts/States";
import { w } from "~/words";
import drawer from "../drawer/Drawer.module.css";
import { ProblemItem } from "../drawer/ProblemItem";

interface Props {
  error: unknown;
  again: () => void;
  onClose: () => void;
}

export function NotYet({ error, again, onClose }: Props) {
  const { detail, errors } = asProblem(error);
  const wrong = errors.filter(({ severity }) => severity === "error");
  if (wrong.length === 0) return <Broken error={error} again={again} />;
  return (
    <Stack>
      <Text role="alert">{detail}</Text>
      <ul className={drawer.problems}>
        {wrong.map((problem) => (
          <li key={`${problem.path}:${problem.code}:${problem.line}:${problem.column}:${problem.message}`}>
            <ProblemItem problem={problem} onLeave={onClose} />
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {w.drafts.publish.keep}
        </Button>
        <Button onClick={again}>{w.parts.again}</Button>
      </Group>
    </Stack>
  );
}
