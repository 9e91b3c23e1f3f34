// One message: why it was sent or not, how it was protected, what the person did, and the body when asked for.

import { Grid, Group } from "@mantine/core";
import { Link } from "wouter";
import { useMessage } from "~/api/messages";
import type { Message } from "~/api/types";
import { JourneyName } from "~/features/journeys/JourneyName";
import { Mark } from "~/parts/Mark";
import { Page, Section } from "~/parts/Page";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { languageWords, lookUp, methodWords, plainCode, reasonWords, subjectWords } from "~/words/reasons";
import { moment } from "~/words/time";
import { Body } from "./Body";
import { Evidence } from "./Evidence";
import { MessageState } from "./MessageState";
import classes from "./Messages.module.css";
import { WhyPanel } from "./WhyPanel";

const words = w.messages;

function Engagement({ message }: { message: Message }) {
  if (message.engagement.length === 0) return <p className={classes.quiet}>{words.didNothing}</p>;
  return (
    <ul className={classes.plain}>
      {message.engagement.map((act) => (
        <li key={`${act.type}${act.at}`}>
          <span>{plainCode(act.type)}</span>
          <time dateTime={act.at}>{moment(act.at)}</time>
        </li>
      ))}
    </ul>
  );
}

function Facts({ message }: { message: Message }) {
  const facts = [
    [
      words.person,
      <Link key="p" href={`/people/${message.patient}`}>
        {message.masked_name}
      </Link>,
    ],
    [words.journey, <JourneyName key="j" slug={message.journey} more={` · ${message.step}`} />],
    [words.language, languageWords(message.language)],
    [words.purpose, plainCode(message.purpose)],
    [words.topic, message.topic ? plainCode(message.topic) : ""],
    [words.dataClass, plainCode(message.data_class)],
    [words.notAfter, moment(message.expires_at)],
    ["Message-ID", message.rfc_message_id && <code key="m">{message.rfc_message_id}</code>],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

const when = (message: Message) =>
  message.sent_at ? words.sentAt(moment(message.sent_at)) : words.decidedAt(moment(message.created_at));

export function MessagePage({ id }: { id: string }) {
  const query = useMessage(id);
  if (query.data === undefined) {
    return (
      <Page title={words.message}>
        {query.isError ? <Broken error={query.error} again={() => void query.refetch()} /> : <Rows />}
      </Page>
    );
  }
  const message = query.data;
  return (
    <Page
      title={subjectWords(message.subject_masked)}
      times
      above={
        <p className={classes.crumb}>
          <Link href="/messages">{w.shell.places.messages}</Link>
        </p>
      }
      sentence={
        <Group component="span" gap={8}>
          <MessageState state={message.state} />
          {message.method && <Mark tone="protected">{methodWords(message.method)}</Mark>}
          {message.reason && <Mark tone="attention">{reasonWords(message.reason)}</Mark>}
          <span>{when(message)}</span>
        </Group>
      }
    >
      <Grid gap={48}>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Section title={lookUp(words.questions, message.state) ?? words.questions.other}>
            <WhyPanel message={message} />
          </Section>
          <Section title={words.says}>
            <Body message={message} />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Section title={words.did}>
            <Engagement message={message} />
          </Section>
          <Section title={words.protectedHow}>
            <Evidence message={message} />
          </Section>
          <Section title={words.facts}>
            <Facts message={message} />
          </Section>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
