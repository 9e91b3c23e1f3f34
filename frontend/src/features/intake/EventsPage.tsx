// What came in from outside, and what became of it.

import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconInbox } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { usePages } from "~/api/pages";
import { useMay } from "~/api/session";
import type { IntakeEvent } from "~/api/types";
import { Page } from "~/parts/Page";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { plainCode } from "~/words/reasons";
import { rich } from "~/words/rich";

const words = w.intake;

const columns = (operator: boolean): Column<IntakeEvent>[] => [
  { title: words.event, cell: (event) => <code>{event.type}</code> },
  { title: words.from, cell: (event) => event.source },
  { title: words.happened, cell: (event) => <When at={event.occurred_at} /> },
  { title: words.received, cell: (event) => <When at={event.received_at} /> },
  {
    title: words.became,
    cell: (event) => (event.outcome ? plainCode(event.outcome) : words.waiting),
  },
  {
    title: "",
    right: true,
    cell: (event) =>
      operator && event.patient ? <Link href={`/people/${event.patient}`}>{words.person}</Link> : null,
  },
];

export function EventsPage() {
  const [wish, setWish] = useState("");
  const [type] = useDebouncedValue(wish.trim(), 300);
  const events = usePages<IntakeEvent>("/events", { type }, 4_000);
  const operator = useMay("operator");
  return (
    <Page
      title={w.shell.places.events}
      sentence={words.events}
      actions={
        <TextInput
          aria-label={words.kindOfEvent}
          placeholder="appointment.booked"
          value={wish}
          onChange={(event) => setWish(event.currentTarget.value)}
        />
      }
    >
      <PagedTable
        caption={w.shell.places.events}
        listed={events}
        columns={columns(operator)}
        keyOf={(event) => event.id}
        empty={
          <Empty icon={IconInbox} title={type ? words.noSuchEvent : words.nothingYet}>
            {type ? words.writtenInFull : rich(words.pointYourEhr, { code: (inner) => <code>{inner}</code> })}
          </Empty>
        }
      />
    </Page>
  );
}
