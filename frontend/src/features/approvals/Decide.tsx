// Somebody's word on a change. Refusing says why: whoever asked has to know what to change.
import { Button, Group, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { type ApprovalRequest, useDecide } from "~/api/drafts";
import { asProblem } from "~/api/problem";
import { useMay, useSession } from "~/api/session";
import type { Role } from "~/api/types";
import { w } from "~/words";

export function Decide({ request }: { request: ApprovalRequest }) {
  const me = useSession().data?.account.id;
  const decide = useDecide();
  const may = useMay(request.role as Role);
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [missing, setMissing] = useState(false);
  if (!may) return null;
  if (request.asked_by === me) return <Text c="dimmed">{w.drafts.approvals.own}</Text>;
  const send = (approve: boolean) => {
    const unsaid = !approve && words.trim() === "";
    setMissing(unsaid);
    if (unsaid) return field.current?.focus();
    decide.mutate(
      { id: request.id, approve, words: words.trim() },
      {
        onError: (error) => {
          const { title, detail } = asProblem(error);
          notifications.show({ color: "red", title, message: detail });
        },
      },
    );
  };
  return (
    <Group align="flex-start">
      <TextInput
        ref={field}
        flex={1}
        miw={240}
        label={w.drafts.approvals.why}
        value={words}
        maxLength={500}
        error={missing && w.drafts.approvals.whyMissing}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <Group pt={20}>
        <Button variant="default" loading={decide.isPending} onClick={() => send(false)}>
          {w.drafts.approvals.refuse}
        </Button>
        <Button loading={decide.isPending} onClick={() => send(true)}>
          {w.drafts.approvals.approve}
        </Button>
      </Group>
    </Group>
  );
}
