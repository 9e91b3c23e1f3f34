// The journeys this person is in or was in, and taking them out of one.

import { ActionIcon, Button, Group, Menu, Modal, Radio, Stack, Text } from "@mantine/core";
import { IconDoorExit, IconDots } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { useTakeOut } from "~/api/people";
import { asProblem } from "~/api/problem";
import type { InsideJourney, Patient } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Section } from "~/parts/Page";
import { w } from "~/words";
import { outcomeWords } from "~/words/reasons";
import { rich } from "~/words/rich";
import { moment } from "~/words/time";
import classes from "./People.module.css";

/** Codes of the outcome `left:<reason>`; nothing anybody types goes into the record of a run. */
const words = w.people.inside;
const REASONS = Object.entries(words.reasons).map(([value, label]) => ({ value, label }));

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
        <Text c="dimmed">{words.takeOutText(journey.title)}</Text>
        {leave.error && (
          <Text c="var(--stop)" role="alert">
            {asProblem(leave.error).message}
          </Text>
        )}
        <Radio.Group label={words.why} value={reason} onChange={setReason}>
          <Stack gap="xs" pt="xs">
            {REASONS.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.leave}
          </Button>
          <Button type="submit" color="var(--stop)" loading={leave.isPending}>
            {words.takeOut}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const isActive = (journey: InsideJourney) => journey.state !== "left";

function Where({ journey }: { journey: InsideJourney }) {
  if (!isActive(journey)) return <>{outcomeWords(journey.outcome || journey.state)}</>;
  const step = journey.step || words.start;
  const told = journey.due_at ? words.atUntil(step, moment(journey.due_at)) : words.at(step);
  return <>{rich(told, { code: (inner) => <code>{inner}</code> })}</>;
}

export function InsideJourneys({ patient }: { patient: Patient }) {
  const [leaving, setLeaving] = useState<InsideJourney | null>(null);
  return (
    <Section title={words.title}>
      {patient.inside.length === 0 && <Text c="dimmed">{words.none}</Text>}
      <ul className={classes.plain}>
        {patient.inside.map((journey) => (
          <li key={journey.enrollment}>
            <div>
              <Link href={`/journeys/${journey.journey}`}>{journey.title}</Link>
              <p>
                <Where journey={journey} />
              </p>
            </div>
            {isActive(journey) ? (
              <Mark tone="good">{words.now}</Mark>
            ) : (
              <Mark tone="neutral">{words.left}</Mark>
            )}
            {isActive(journey) && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="subtle" color="gray" aria-label={words.more(journey.title)}>
                    <IconDots size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconDoorExit size={16} />} onClick={() => setLeaving(journey)}>
                    {words.takeOut}
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
        title={words.takeOutOf(leaving?.title ?? "")}
      >
        {leaving && <TakeOut patient={patient.id} journey={leaving} onClose={() => setLeaving(null)} />}
      </Modal>
    </Section>
  );
}
