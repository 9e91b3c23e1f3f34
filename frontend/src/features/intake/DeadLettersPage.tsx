// What could not be taken in, why, and where the fault sits.

import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconMailOff } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useResolveDeadLetter } from "~/api/messages";
import { usePages } from "~/api/pages";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import type { DeadLetter } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Page } from "~/parts/Page";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { untakenWords } from "~/words/refusals";

const words = w.intake.dead;

function ResolveForm({ letter, onClose }: { letter: DeadLetter; onClose: () => void }) {
  const [how, setHow] = useState("");
  const resolve = useResolveDeadLetter();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    resolve.mutate({ id: letter.id, how: how.trim() }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">{untakenWords(letter.code, letter.reason)}</Text>
        {resolve.error && (
          <Text c="var(--stop)" role="alert">
            {asProblem(resolve.error).message}
          </Text>
        )}
        <TextInput
          label={words.done}
          placeholder={words.example}
          required
          maxLength={200}
          value={how}
          onChange={(event) => setHow(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.leave}
          </Button>
          <Button type="submit" loading={resolve.isPending}>
            {words.closeThis}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const columns = (operator: boolean, onResolve: (letter: DeadLetter) => void): Column<DeadLetter>[] => [
  {
    title: words.why,
    cell: (letter) => (
      <>
        {untakenWords(letter.code, letter.reason)}
        <Text fz={12} c="dimmed">
          <code>{letter.code}</code>
          {letter.place && words.at(letter.place)}
        </Text>
      </>
    ),
  },
  { title: w.intake.from, cell: (letter) => letter.source },
  { title: words.kind, cell: (letter) => <code>{letter.kind}</code> },
  { title: w.intake.received, cell: (letter) => <When at={letter.received_at} />, width: 170 },
  {
    title: words.state,
    right: true,
    width: 140,
    cell: (letter) =>
      letter.resolved_at ? (
        <Mark tone="good">{words.closed}</Mark>
      ) : operator ? (
        <Button variant="default" size="compact-sm" onClick={() => onResolve(letter)}>
          {words.close}
        </Button>
      ) : (
        <Mark tone="attention">{words.open}</Mark>
      ),
  },
];

export function DeadLettersPage() {
  const letters = usePages<DeadLetter>("/dead-letters", {}, 5_000);
  const operator = useMay("operator");
  const [closing, setClosing] = useState<DeadLetter | null>(null);
  return (
    <Page title={w.shell.places.deadLetters} sentence={words.sentence} times>
      <PagedTable
        caption={w.shell.places.deadLetters}
        listed={letters}
        columns={columns(operator, setClosing)}
        keyOf={(letter) => letter.id}
        empty={
          <Empty icon={IconMailOff} title={words.none}>
            {words.noneText}
          </Empty>
        }
      />
      <Modal opened={closing !== null} onClose={() => setClosing(null)} title={words.closeThis}>
        {closing && <ResolveForm letter={closing} onClose={() => setClosing(null)} />}
      </Modal>
    </Page>
  );
}
