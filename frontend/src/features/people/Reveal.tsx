// Showing who somebody is: with a reason, which is recorded with your name.
import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useReveal } from "~/api/people";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import type { Revealed } from "~/api/types";
import classes from "./People.module.css";

export function Reveal({ id, onRevealed }: { id: string; onRevealed: (revealed: Revealed) => void }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const reveal = useReveal(id);
  const operator = useMay("operator");
  if (!operator) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reveal.mutate(reason.trim(), {
      onSuccess: (revealed) => {
        setAsking(false);
        onRevealed(revealed);
      },
    });
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconEye size={16} stroke={1.75} />}
        onClick={() => setAsking(true)}
      >
        Reveal who this is
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Reveal who this is">
        <form onSubmit={submit}>
          <Stack>
            <Text c="dimmed">
              Name, birth date, addresses and record number are shown. Your name and reason are recorded.
            </Text>
            {reveal.error && (
              <Text c="var(--stop)" role="alert">
                {asProblem(reveal.error).message}
              </Text>
            )}
            <TextInput
              label="Why do you need to know?"
              placeholder="The patient called about a reminder"
              required
              minLength={3}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(false)}>
                Keep it masked
              </Button>
              <Button type="submit" loading={reveal.isPending} disabled={reason.trim().length < 3}>
                Reveal and record
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

export function RevealedFacts({ revealed }: { revealed: Revealed }) {
  const facts = [
    ["Born", revealed.birth_date],
    ["E-mail", revealed.email],
    ["Phone", revealed.phone],
    ["Record number", revealed.mrn],
  ] as const;
  return (
    <SimpleGrid cols={4} className={classes.revealed} component="dl">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value || "–"}</dd>
        </div>
      ))}
    </SimpleGrid>
  );
}
