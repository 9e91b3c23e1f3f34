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
        <Text c="dimmed">{letter.reason}</Text>
        {resolve.error && (
          <Text c="var(--stop)" role="alert">
            {asProblem(resolve.error).message}
          </Text>
        )}
        <TextInput
          label="What was done about it?"
          placeholder="The EHR sent it again"
          required
          maxLength={200}
          value={how}
          onChange={(event) => setHow(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Leave it open
          </Button>
          <Button type="submit" loading={resolve.isPending}>
            Close this dead letter
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const columns = (operator: boolean, onResolve: (letter: DeadLetter) => void): Column<DeadLetter>[] => [
  {
    title: "Why",
    cell: (letter) => (
      <>
        {letter.reason}
        <Text fz={12} c="dimmed">
          <code>{letter.code}</code>
          {letter.place && ` · at ${letter.place}`}
        </Text>
      </>
    ),
  },
  { title: "From", cell: (letter) => letter.source },
  { title: "Kind", cell: (letter) => <code>{letter.kind}</code> },
  { title: "Received", cell: (letter) => <When at={letter.received_at} />, width: 170 },
  {
    title: "State",
    right: true,
    width: 140,
    cell: (letter) =>
      letter.resolved_at ? (
        <Mark tone="good">closed</Mark>
      ) : operator ? (
        <Button variant="default" size="compact-sm" onClick={() => onResolve(letter)}>
          Close
        </Button>
      ) : (
        <Mark tone="attention">open</Mark>
      ),
  },
];

export function DeadLettersPage() {
  const letters = usePages<DeadLetter>("/dead-letters", {}, 5_000);
  const operator = useMay("operator");
  const [closing, setClosing] = useState<DeadLetter | null>(null);
  return (
    <Page
      title="Dead letters"
      sentence="Messages that could not be taken in. The sender was told; nobody's journey started from them."
    >
      <PagedTable
        caption="Dead letters"
        listed={letters}
        columns={columns(operator, setClosing)}
        keyOf={(letter) => letter.id}
        empty={
          <Empty icon={IconMailOff} title="No dead letters">
            Every message that came in could be read. One that cannot will be kept here with its reason.
          </Empty>
        }
      />
      <Modal opened={closing !== null} onClose={() => setClosing(null)} title="Close this dead letter">
        {closing && <ResolveForm letter={closing} onClose={() => setClosing(null)} />}
      </Modal>
    </Page>
  );
}
