// The journeys this person is in or was in, and taking them out of one.
import { ActionIcon, Button, Group, Menu, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconDoorExit, IconDots } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { useTakeOut } from "~/api/people";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import type { InsideJourney, Patient } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Section } from "~/parts/Page";
import { plainCode } from "~/words/reasons";
import { moment } from "~/words/time";
import classes from "./People.module.css";

function TakeOut({
  patient,
  journey,
  onClose,
}: {
  patient: string;
  journey: InsideJourney;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const leave = useTakeOut(patient);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    leave.mutate({ enrollment: journey.enrollment, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">They get nothing more from {journey.title}. This cannot be undone.</Text>
        {leave.error && (
          <Text c="var(--stop)" role="alert">
            {asProblem(leave.error).message}
          </Text>
        )}
        <TextInput
          label="Why?"
          required
          minLength={3}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Leave them in
          </Button>
          <Button type="submit" color="var(--stop)" loading={leave.isPending}>
            Take them out
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const isActive = (journey: InsideJourney) => journey.outcome === null && journey.state !== "left";

function Where({ journey }: { journey: InsideJourney }) {
  if (!isActive(journey)) return <>left as {plainCode(journey.outcome ?? journey.state).toLowerCase()}</>;
  const until = journey.due_at ? `, next ${moment(journey.due_at)}` : "";
  return (
    <>
      at <code>{journey.step ?? "the start"}</code>
      {until}
    </>
  );
}

export function InsideJourneys({ patient }: { patient: Patient }) {
  const [leaving, setLeaving] = useState<InsideJourney | null>(null);
  const operator = useMay("operator");
  return (
    <Section title="Journeys">
      {patient.inside.length === 0 && <Text c="dimmed">In no journey so far.</Text>}
      <ul className={classes.plain}>
        {patient.inside.map((journey) => (
          <li key={journey.enrollment}>
            <div>
              <Link href={`/journeys/${journey.journey}`}>{journey.title}</Link>
              <p>
                <Where journey={journey} />
              </p>
            </div>
            {isActive(journey) ? <Mark tone="good">inside</Mark> : <Mark tone="neutral">left</Mark>}
            {operator && isActive(journey) && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="subtle" color="gray" aria-label={`More about ${journey.title}`}>
                    <IconDots size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconDoorExit size={16} />} onClick={() => setLeaving(journey)}>
                    Take them out
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </li>
        ))}
      </ul>
      <Modal
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Take them out of ${leaving?.title}`}
      >
        {leaving && <TakeOut patient={patient.id} journey={leaving} onClose={() => setLeaving(null)} />}
      </Modal>
    </Section>
  );
}
