// The journeys this person is in or was in, and taking them out of one.
import { ActionIcon, Button, Group, Menu, Modal, Radio, Stack, Text } from "@mantine/core";
import { IconDoorExit, IconDots } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { useTakeOut } from "~/api/people";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import type { InsideJourney, Patient } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Section } from "~/parts/Page";
import { outcomeWords } from "~/words/reasons";
import { moment } from "~/words/time";
import classes from "./People.module.css";

/** Codes of the outcome `left:<reason>`; nothing anybody types goes into the record of a run. */
const REASONS = [
  { value: "asked-to-leave", label: "They asked for it" },
  { value: "handled-by-phone", label: "It was settled by phone" },
  { value: "entered-by-mistake", label: "They should not have entered" },
  { value: "by-operator", label: "Another reason" },
];

function TakeOut({
  patient,
  journey,
  onClose,
}: {
  patient: string;
  journey: InsideJourney;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("asked-to-leave");
  const leave = useTakeOut(patient);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    leave.mutate({ enrollment: journey.enrollment, reason }, { onSuccess: onClose });
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
        <Radio.Group label="Why?" value={reason} onChange={setReason}>
          <Stack gap="xs" pt="xs">
            {REASONS.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
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

const isActive = (journey: InsideJourney) => journey.state !== "left";

function Where({ journey }: { journey: InsideJourney }) {
  if (!isActive(journey)) return <>{outcomeWords(journey.outcome || journey.state)}</>;
  const until = journey.due_at ? `, next ${moment(journey.due_at)}` : "";
  return (
    <>
      at <code>{journey.step || "the start"}</code>
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
