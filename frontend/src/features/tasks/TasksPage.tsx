// What journeys ask people of the organisation to do, the most urgent first.

import { Group, Select, Text } from "@mantine/core";
import { IconChecklist } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { usePages } from "~/api/pages";
import { useQueues } from "~/api/tasks";
import type { Queue, Task, TaskState } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Page } from "~/parts/Page";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Segments } from "~/parts/Segments";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { outcomeWords, personWords } from "~/words/reasons";
import { TaskActions } from "./TaskActions";

const words = w.tasks;

const STATES = [
  { value: "open", label: words.states.open },
  { value: "done", label: words.states.done },
  { value: "cancelled", label: words.states.cancelled },
];

function What({ task }: { task: Task }) {
  return (
    <>
      {task.title}
      {task.details && (
        <Text fz={12} c="dimmed" maw={420} style={{ whiteSpace: "pre-line" }}>
          {task.details}
        </Text>
      )}
    </>
  );
}

function Due({ task }: { task: Task }) {
  if (!task.due_at) return <>–</>;
  return task.overdue ? (
    <Mark tone="stop" quiet>
      <When at={task.due_at} relative />
    </Mark>
  ) : (
    <When at={task.due_at} relative />
  );
}

function Whose({ task }: { task: Task }) {
  if (task.state === "open") return <>{task.mine ? words.you : task.taken_by || words.nobody}</>;
  const why = task.reason === "by-staff" ? words.byStaff : task.reason && outcomeWords(task.reason);
  return (
    <>
      {task.ended_by || why}
      {task.ended_by && why && (
        <Text fz={12} c="dimmed">
          {why}
        </Text>
      )}
    </>
  );
}

const columns = (state: TaskState): Column<Task>[] => [
  { title: words.what, cell: (task) => <What task={task} /> },
  {
    title: words.about,
    cell: (task) => (
      <Link href={`/people/${task.patient}`} style={{ whiteSpace: "nowrap" }}>
        {personWords(task.masked_name)}
      </Link>
    ),
  },
  {
    title: words.queue,
    cell: (task) => (
      <>
        <span style={{ whiteSpace: "nowrap" }}>{task.queue}</span>
        {task.escalated && (
          <Text fz={12} c="dimmed">
            {words.escalated}
          </Text>
        )}
      </>
    ),
  },
  {
    title: words.journey,
    cell: (task) => (
      <>
        <Link href={`/journeys/${task.journey}`}>{task.journey_title}</Link>
        <Text fz={12} c="dimmed">
          <code>{task.step}</code>
          {state === "open" && task.journey_over && words.journeyOver}
        </Text>
      </>
    ),
  },
  { title: state === "open" ? words.who : words.by, cell: (task) => <Whose task={task} /> },
  state === "open"
    ? { title: words.due, cell: (task) => <Due task={task} />, width: 130 }
    : { title: words.when, cell: (task) => <When at={task.ended_at} />, width: 170 },
  ...(state === "open"
    ? [{ title: words.act, right: true, width: 170, cell: (task: Task) => <TaskActions task={task} /> }]
    : []),
];

export const queueWords = (queue: Queue): string =>
  queue.overdue
    ? words.queueLate(queue.queue, queue.open, queue.overdue)
    : words.queueOf(queue.queue, queue.open);

export function TasksPage() {
  const [queue, setQueue] = useState<string | null>(null);
  const [state, setState] = useState<TaskState>("open");
  const queues = useQueues();
  const tasks = usePages<Task>("/tasks", { queue, state }, 5_000);
  return (
    <Page
      title={w.shell.places.tasks}
      sentence={words.sentence}
      times
      actions={
        <Group gap="xs">
          <Select
            aria-label={words.queue}
            placeholder={words.allQueues}
            clearable
            data={(queues.data?.items ?? []).map((one) => ({ value: one.queue, label: queueWords(one) }))}
            value={queue}
            onChange={setQueue}
          />
          <Segments
            aria-label={words.state}
            data={STATES}
            value={state}
            onChange={(value) => setState(value as TaskState)}
          />
        </Group>
      }
    >
      <PagedTable
        caption={w.shell.places.tasks}
        listed={tasks}
        columns={columns(state)}
        keyOf={(task) => task.id}
        empty={
          <Empty icon={IconChecklist} title={state === "open" ? words.nothing : words.none}>
            {state === "open" ? words.nothingText : words.noneText}
          </Empty>
        }
      />
    </Page>
  );
}
