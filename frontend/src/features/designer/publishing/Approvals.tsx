// Which words this publication needs, whose they are, and how far they are.
import { Button, Group, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type ApprovalNeeded, useAskApproval } from "~/api/drafts";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import { roleWords } from "~/words/reasons";
import classes from "./Publishing.module.css";

const kindWords = (kind: string) => {
  const known: Record<string, string> = w.drafts.publish.kinds;
  return known[kind] ?? kind;
};

interface Props {
  slug: string;
  needed: ApprovalNeeded[];
  note: string;
}

export function Approvals({ slug, needed, note }: Props) {
  const words = w.drafts.publish;
  const ask = useAskApproval(slug);
  const open = needed.some(({ state }) => state === "missing" || state === "refused");
  const send = () =>
    ask.mutate(note, {
      onSuccess: () => notifications.show({ message: words.asked }),
      onError: (error) => notifications.show({ color: "red", message: asProblem(error).detail }),
    });
  return (
    <Stack gap="xs" aria-live="polite">
      {needed.map(({ kind, role, state, request }) => (
        <div key={kind} className={classes.approval} data-state={state}>
          <b>{kindWords(kind)}</b>
          <span>{words.needs(roleWords(role))}</span>
          <em>
            {words.states[state]} {request?.decided_by_name && words.by(request.decided_by_name)}
          </em>
          {request?.words && <q>{request.words}</q>}
        </div>
      ))}
      {open && (
        <Group>
          <Button variant="default" size="xs" loading={ask.isPending} onClick={send}>
            {words.ask}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
