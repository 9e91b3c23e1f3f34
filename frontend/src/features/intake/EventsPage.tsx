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
import { plainCode } from "~/words/reasons";

const columns = (operator: boolean): Column<IntakeEvent>[] => [
  { title: "Event", cell: (event) => <code>{event.type}</code> },
  { title: "From", cell: (event) => event.source },
  { title: "Happened", cell: (event) => <When at={event.occurred_at} /> },
  { title: "Received", cell: (event) => <When at={event.received_at} /> },
  {
    title: "What became of it",
    cell: (event) => (event.outcome ? plainCode(event.outcome) : "waiting for the router"),
  },
  {
    title: "",
    right: true,
    cell: (event) =>
      operator && event.patient ? <Link href={`/people/${event.patient}`}>Person</Link> : null,
  },
];

export function EventsPage() {
  const [wish, setWish] = useState("");
  const [type] = useDebouncedValue(wish.trim(), 300);
  const events = usePages<IntakeEvent>("/events", { type }, 4_000);
  const operator = useMay("operator");
  return (
    <Page
      title="Events"
      sentence="What your EHR and your patients told us. Each is kept before it is acknowledged, and used once."
      actions={
        <TextInput
          aria-label="Kind of event"
          placeholder="appointment.booked"
          value={wish}
          onChange={(event) => setWish(event.currentTarget.value)}
        />
      }
    >
      <PagedTable
        caption="Events"
        listed={events}
        columns={columns(operator)}
        keyOf={(event) => event.id}
        empty={
          <Empty icon={IconInbox} title={type ? "No such event" : "Nothing has come in yet"}>
            {type ? (
              "Look whether the kind is written in full."
            ) : (
              <>
                Point your EHR at <code>/api/intake/hl7v2</code> or <code>/api/intake/fhir</code>; the first
                message appears here.
              </>
            )}
          </Empty>
        }
      />
    </Page>
  );
}
