// Mails the message to somebody of the staff, as the person it is looked at with would get it.
import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useOwnAddress, useProving, useReaders, useSamples, useTrial } from "~/api/composing";
import type { Preview } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import { useSession } from "~/api/session";
import { Rows } from "~/parts/States";
import { w } from "~/words";
import { sampleWords } from "./samples";

const words = w.composing.trial;

const Problem = ({ error }: { error: unknown }) =>
  error ? (
    <Alert color="red" role="alert">
      {asProblem(error).detail}
    </Alert>
  ) : null;

/** Until mail to one's own address is known to arrive. */
function Prove({ email }: { email: string }) {
  const { ask, prove } = useProving();
  const [code, setCode] = useState("");
  if (!ask.isSuccess) {
    return (
      <Stack>
        <Text>{words.needsProof(email)}</Text>
        <Problem error={ask.error} />
        <Group justify="flex-end">
          <Button loading={ask.isPending} onClick={() => ask.mutate()}>
            {words.prove}
          </Button>
        </Group>
      </Stack>
    );
  }
  const give = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate(code);
  };
  return (
    <form onSubmit={give}>
      <Stack>
        <Text role="status">{words.proving(email)}</Text>
        <Problem error={prove.error} />
        <TextInput
          label={words.code}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={40}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" loading={prove.isPending} disabled={code.trim() === ""}>
            {words.give}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Props {
  wish: Preview;
  onClose: () => void;
}

function Send({ wish, onClose }: Props) {
  const me = useSession().data?.account.id ?? "";
  const readers = useReaders();
  const samples = useSamples();
  const trial = useTrial();
  const [to, setTo] = useState(me);
  const sample = samples.data?.items.find(({ id }) => id === wish.sample);
  const person = sample && sampleWords(sample).name;
  const send = () =>
    trial.mutate(
      { ...wish, to },
      {
        onSuccess: ({ to: name, subject, sure }) => {
          notifications.show({ message: sure ? words.sent(name, subject) : words.unsure });
          onClose();
        },
      },
    );
  return (
    <Stack>
      <Text c="dimmed">{words.lead}</Text>
      <Problem error={trial.error} />
      <Select
        label={words.to}
        data={(readers.data ?? []).map(({ account, name }) => ({
          value: account,
          label: account === me ? words.you(name) : name,
        }))}
        value={to}
        allowDeselect={false}
        onChange={(value) => setTo(value ?? me)}
      />
      <div>
        <Text fw={550} fz={13}>
          {words.writtenFor}
        </Text>
        <Text>{wish.patient ? words.realPerson : person}</Text>
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button loading={trial.isPending} onClick={send}>
          {words.send}
        </Button>
      </Group>
    </Stack>
  );
}

export function TrialDialog({ wish, onClose }: Props) {
  const address = useOwnAddress();
  return (
    <Modal opened onClose={onClose} title={words.title}>
      {address.data === undefined ? (
        <Rows rows={3} />
      ) : address.data.proved_at === null ? (
        <Prove email={address.data.email} />
      ) : (
        <Send wish={wish} onClose={onClose} />
      )}
    </Modal>
  );
}
