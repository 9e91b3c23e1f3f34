// Showing who somebody is: with a reason, which is recorded with your name.

import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useReveal } from "~/api/people";
import { asProblem } from "~/api/problem";
import type { Revealed } from "~/api/types";
import { w } from "~/words";
import classes from "./People.module.css";

const words = w.people.reveal;

export function Reveal({ id, onRevealed }: { id: string; onRevealed: (revealed: Revealed) => void }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const reveal = useReveal(id);
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
        {words.title}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={words.title}>
        <form onSubmit={submit}>
          <Stack>
            <Text c="dimmed">{words.text}</Text>
            {reveal.error && (
              <Text c="var(--stop)" role="alert">
                {asProblem(reveal.error).message}
              </Text>
            )}
            <TextInput
              label={words.why}
              placeholder={words.example}
              required
              minLength={3}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(false)}>
                {words.keep}
              </Button>
              <Button type="submit" loading={reveal.isPending} disabled={reason.trim().length < 3}>
                {words.go}
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
    [words.born, revealed.birth_date],
    [w.people.email, revealed.email],
    [words.phone, revealed.phone],
    [words.record, revealed.mrn],
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
