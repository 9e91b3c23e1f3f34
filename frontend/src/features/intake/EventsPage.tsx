// What came in from outside, and what became of it.

import { Autocomplete, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconInbox } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { usePages } from "~/api/pages";
import type { IntakeEvent } from "~/api/types";
import { Page } from "~/parts/Page";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { lookUp, reasonWords } from "~/words/reasons";
import { rich } from "~/words/rich";

const words = w.intake;

/** An event of the organisation's own keeps its name. */
const kindWords = (type: string) => lookUp(w.story.events, type) ?? type;
const becameWords = (outcome: string) => lookUp(words.outcomes, outcome) ?? reasonWords(outcome);

const COLUMNS: Column<IntakeEvent>[] = [
  { title: words.event, cell: (event) => <span title={event.type}>{kindWords(event.type)}</span> },
  { title: words.from, cell: (event) => event.source },
  { title: words.happened, cell: (event) => <When at={event.occurred_at} /> },
  { title: words.received, cell: (event) => <When at={event.received_at} /> },
  {
    title: words.became,
    cell: (event) => (event.outcome ? becameWords(event.outcome) : words.waiting),
  },
  {
    title: "",
    right: true,
    cell: (event) => (event.patient ? <Link href={`/people/${event.patient}`}>{words.person}</Link> : null),
  },
];

export function EventsPage() {
  const [wish, setWish] = useState("");
  const [type] = useDebouncedValue(wish.trim(), 300);
  const events = usePages<IntakeEvent>("/events", { type }, 4_000);
  return (
    <Page
      title={w.shell.places.events}
      sentence={words.events}
      times
      actions={
        <Autocomplete
          aria-label={words.kindOfEvent}
          placeholder={words.kindOfEvent}
          w={260}
          data={Object.keys(w.story.events)}
          renderOption={({ option }) => (
            <span>
              {kindWords(option.value)}
              <Text span fz={12} c="dimmed" display="block">
                <code>{option.value}</code>
              </Text>
            </span>
          )}
          value={wish}
          onChange={setWish}
        />
      }
    >
      <PagedTable
        caption={w.shell.places.events}
        listed={events}
        columns={COLUMNS}
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
