// Every message, sent or not, newest first.

import { Group, Select } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useJourneys } from "~/api/journeys";
import { usePages } from "~/api/pages";
import type { MessageSummary } from "~/api/types";
import { JourneyName } from "~/features/journeys/JourneyName";
import { Mark } from "~/parts/Mark";
import { Page } from "~/parts/Page";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { methodWords, reasonWords, subjectWords } from "~/words/reasons";
import { MessageState } from "./MessageState";

const words = w.messages;

const COLUMNS: Column<MessageSummary>[] = [
  {
    title: words.subject,
    cell: (message) => <Link href={`/messages/${message.id}`}>{subjectWords(message.subject_masked)}</Link>,
  },
  { title: words.person, cell: (message) => message.masked_name },
  {
    title: words.where,
    cell: (message) => (
      <>
        <JourneyName slug={message.journey} /> · <code>{message.step}</code>
      </>
    ),
  },
  { title: words.state, cell: (message) => <MessageState state={message.state} /> },
  {
    title: words.how,
    cell: (message) =>
      message.reason ? (
        reasonWords(message.reason)
      ) : message.method ? (
        <Mark tone="protected" quiet>
          {methodWords(message.method)}
        </Mark>
      ) : (
        "–"
      ),
  },
  { title: words.when, cell: (message) => <When at={message.sent_at ?? message.created_at} />, right: true },
];

const STATES = [
  { value: "sent", label: words.filters.sent },
  { value: "blocked", label: words.filters.blocked },
  { value: "failed", label: words.filters.failed },
  { value: "uncertain", label: words.filters.uncertain },
  { value: "rendered", label: words.filters.rendered },
];

export function MessagesPage() {
  const [, go] = useLocation();
  const journeys = useJourneys();
  const [journey, setJourney] = useState<string | null>(null);
  const [state, setState] = useState<string | null>(() =>
    new URLSearchParams(window.location.search).get("state"),
  );
  const messages = usePages<MessageSummary>("/messages", { journey, state }, 5_000);
  return (
    <Page
      title={w.shell.places.messages}
      sentence={words.sentence}
      times
      actions={
        <Group gap="xs">
          <Select
            aria-label={words.journey}
            placeholder={words.allJourneys}
            clearable
            data={(journeys.data ?? []).map(({ slug, title }) => ({ value: slug, label: title }))}
            value={journey}
            onChange={setJourney}
          />
          <Select
            aria-label={words.state}
            placeholder={words.sentOrNot}
            clearable
            w={140}
            data={STATES}
            value={state}
            onChange={setState}
          />
        </Group>
      }
    >
      <PagedTable
        caption={w.shell.places.messages}
        listed={messages}
        columns={COLUMNS}
        keyOf={(message) => message.id}
        onOpen={(message) => go(`/messages/${message.id}`)}
        empty={
          <Empty icon={IconMail} title={words.none}>
            {journey || state ? words.noneFits : words.noneYet}
          </Empty>
        }
      />
    </Page>
  );
}
