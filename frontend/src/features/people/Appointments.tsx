// Visits as the EHR last told them.

import { Text } from "@mantine/core";
import type { Appointment } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Section } from "~/parts/Page";
import type { Tone } from "~/theme/tones";
import { w } from "~/words";
import { plainCode } from "~/words/reasons";
import { moment } from "~/words/time";
import classes from "./People.module.css";

const TONES: Record<string, Tone> = {
  cancelled: "stop",
  no_show: "attention",
  noshow: "attention",
  completed: "good",
  fulfilled: "good",
};

export function Appointments({ appointments }: { appointments: Appointment[] }) {
  return (
    <Section title={w.people.visits}>
      {appointments.length === 0 && <Text c="dimmed">{w.people.noVisit}</Text>}
      <ul className={classes.plain}>
        {appointments.map((visit) => (
          <li key={visit.id}>
            <div>{moment(visit.starts_at) || w.people.noTime}</div>
            <Mark tone={TONES[visit.status] ?? "neutral"}>{plainCode(visit.status).toLowerCase()}</Mark>
          </li>
        ))}
      </ul>
    </Section>
  );
}
