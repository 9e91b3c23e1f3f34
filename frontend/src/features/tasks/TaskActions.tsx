// What one may do with a task: take it, give it back, have it done, or take it off the list.

import { Button, Group, Menu, Text } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { asProblem } from "~/api/problem";
import { type Act, useActOnTask } from "~/api/tasks";
import type { Task } from "~/api/types";
import { w } from "~/words";

const words = w.tasks;

export function TaskActions({ task }: { task: Task }) {
  const act = useActOnTask();
  const doing = (what: Act) => () => act.mutate({ id: task.id, act: what });
  const takenByAnother = task.taken_by !== "" && !task.mine;
  return (
    <>
      <Group gap={6} wrap="nowrap" justify="flex-end">
        {task.mine || takenByAnother ? null : (
          <Button variant="default" size="compact-sm" loading={act.isPending} onClick={doing("take")}>
            {words.take}
          </Button>
        )}
        <Button
          variant={task.mine ? "filled" : "default"}
          size="compact-sm"
          loading={act.isPending}
          onClick={doing("done")}
        >
          {words.done}
        </Button>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button variant="subtle" size="compact-sm" px={4} aria-label={words.more(task.title)}>
              <IconDots size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {task.taken_by && <Menu.Item onClick={doing("release")}>{words.giveBack}</Menu.Item>}
            <Menu.Item onClick={doing("cancel")}>{words.notNeeded}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {act.error && (
        <Text fz={12} c="var(--stop)" role="alert">
          {asProblem(act.error).message}
        </Text>
      )}
    </>
  );
}
