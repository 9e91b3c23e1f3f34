// One person: what we may say to them, where they are, and everything that happened.

import { Button, Grid } from "@mantine/core";
import { IconTimeline } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { usePages } from "~/api/pages";
import { usePatient } from "~/api/people";
import type { Patient, Revealed, TimelineItem } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Page, Section } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { w } from "~/words";
import { languageWords, reasonWords } from "~/words/reasons";
import { Appointments } from "./Appointments";
import { Consents } from "./Consents";
import { InsideJourneys } from "./InsideJourneys";
import { MailKeys } from "./MailKeys";
import classes from "./People.module.css";
import { Reveal, RevealedFacts } from "./Reveal";
import { Timeline } from "./Timeline";

const words = w.people;

function Story({ id }: { id: string }) {
  const timeline = usePages<TimelineItem>(`/patients/${encodeURIComponent(id)}/timeline`, {}, 5_000);
  if (timeline.error) return <Broken error={timeline.error} again={timeline.again} />;
  if (!timeline.loaded) return <Rows rows={6} />;
  if (timeline.items.length === 0) {
    return (
      <Empty icon={IconTimeline} title={words.nothing}>
        {words.nothingText}
      </Empty>
    );
  }
  return (
    <>
      <Timeline items={timeline.items} />
      {timeline.more && (
        <Button variant="default" mt="sm" loading={timeline.loadingMore} onClick={timeline.more}>
          {w.parts.earlier}
        </Button>
      )}
    </>
  );
}

function States({ patient }: { patient: Patient }) {
  return (
    <span className={classes.states}>
      {patient.deceased && <Mark tone="stop">{words.died}</Mark>}
      {!patient.active && !patient.deceased && <Mark tone="neutral">{words.inactive}</Mark>}
      {patient.no_contact && <Mark tone="stop">{words.noContact}</Mark>}
      {patient.suppressed.map((reason) => (
        <Mark key={reason} tone="attention">
          {reasonWords(reason)}
        </Mark>
      ))}
    </span>
  );
}

export function PatientPage({ id }: { id: string }) {
  const patient = usePatient(id);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  if (patient.data === undefined) {
    return (
      <Page title={words.person}>
        {patient.isError ? <Broken error={patient.error} again={() => void patient.refetch()} /> : <Rows />}
      </Page>
    );
  }
  const person = patient.data;
  const shown = revealed ?? person.revealed;
  const name = shown ? `${shown.first_name} ${shown.last_name}` : person.masked_name;
  return (
    <Page
      title={name}
      times
      above={
        <p className={classes.crumb}>
          <Link href="/people">{w.shell.places.people}</Link>
        </p>
      }
      sentence={
        <>
          {shown?.email ?? (person.masked_email || words.noEmail)} · {languageWords(person.language)}
          {person.zone ? ` · ${person.zone}` : ""} <States patient={person} />
        </>
      }
      actions={
        shown ? (
          <Button variant="default" onClick={() => setRevealed(null)}>
            {words.mask}
          </Button>
        ) : (
          <Reveal id={id} onRevealed={setRevealed} />
        )
      }
    >
      {shown && <RevealedFacts revealed={shown} />}
      <Grid gap={48}>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Section title={words.happened}>
            <Story id={id} />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <InsideJourneys patient={person} />
          <Appointments appointments={person.appointments} />
          <Consents patient={person} />
          <MailKeys patient={person} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}
