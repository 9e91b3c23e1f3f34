// Every message, sent or not, newest first.
import { Group, Select } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useJourneys } from "~/api/journeys";
import { usePages } from "~/api/pages";
import type { MessageSummary } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Page } from "~/parts/Page";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { methodWords, reasonWords, subjectWords } from "~/words/reasons";
import { MessageState } from "./MessageState";

const COLUMNS: Column<MessageSummary>[] = [
  {
    title: "Subject",
    cell: (message) => <Link href={`/messages/${message.id}`}>{subjectWords(message.subject_masked)}</Link>,
  },
  { title: "Person", cell: (message) => message.masked_name },
  {
    title: "Journey and step",
    cell: (message) => (
      <>
        {message.journey} · <code>{message.step}</code>
      </>
    ),
  },
  { title: "State", cell: (message) => <MessageState state={message.state} /> },
  {
    title: "How, or why not",
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
  { title: "When", cell: (message) => <When at={message.sent_at ?? message.created_at} />, right: true },
];

const STATES = [
  { value: "sent", label: "Sent" },
  { value: "blocked", label: "Not sent" },
  { value: "failed", label: "Failed" },
  { value: "uncertain", label: "Not certain" },
  { value: "rendered", label: "Waiting" },
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
      title="Messages"
      sentence="What was said to whom, how it was protected, and why some things were not said."
      actions={
        <Group gap="xs">
          <Select
            aria-label="Journey"
            placeholder="All journeys"
            clearable
            data={(journeys.data ?? []).map(({ slug, title }) => ({ value: slug, label: title }))}
            value={journey}
            onChange={setJourney}
          />
          <Select
            aria-label="State"
            placeholder="Sent or not"
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
        caption="Messages"
        listed={messages}
        columns={COLUMNS}
        keyOf={(message) => message.id}
        onOpen={(message) => go(`/messages/${message.id}`)}
        empty={
          <Empty icon={IconMail} title="No messages">
            {journey || state
              ? "None fits what you chose above."
              : "Messages appear here as soon as the first person reaches a step that sends one."}
          </Empty>
        }
      />
    </Page>
  );
}
