// One message: why it was sent or not, how it was protected, what the person did, and the body when asked for.
import { Grid, Group } from "@mantine/core";
import { Link } from "wouter";
import { useMessage } from "~/api/messages";
import type { Message } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Page, Section } from "~/parts/Page";
import { Broken, Rows } from "~/parts/States";
import { languageWords, methodWords, plainCode, reasonWords, subjectWords } from "~/words/reasons";
import { moment } from "~/words/time";
import { Body } from "./Body";
import { Evidence } from "./Evidence";
import { MessageState } from "./MessageState";
import classes from "./Messages.module.css";
import { WhyPanel } from "./WhyPanel";

function Engagement({ message }: { message: Message }) {
  if (message.engagement.length === 0) return <p className={classes.quiet}>Nothing was heard back so far.</p>;
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
      "Person",
      <Link key="p" href={`/people/${message.patient}`}>
        {message.masked_name}
      </Link>,
    ],
    [
      "Journey",
      <Link key="j" href={`/journeys/${message.journey}`}>{`${message.journey} · ${message.step}`}</Link>,
    ],
    ["Language", languageWords(message.language)],
    ["Purpose", plainCode(message.purpose)],
    ["Topic", message.topic ? plainCode(message.topic) : ""],
    ["Most closed data in it", plainCode(message.data_class)],
    ["Not after", moment(message.expires_at)],
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

const QUESTIONS: Record<string, string> = {
  sent: "Why was this sent?",
  rendered: "What is it waiting for?",
  claimed: "What is happening to it?",
};

const when = (message: Message) =>
  message.sent_at ? `Sent ${moment(message.sent_at)}` : `Decided ${moment(message.created_at)}`;

export function MessagePage({ id }: { id: string }) {
  const query = useMessage(id);
  if (query.data === undefined) {
    return (
      <Page title="Message">
        {query.isError ? <Broken error={query.error} again={() => void query.refetch()} /> : <Rows />}
      </Page>
    );
  }
  const message = query.data;
  return (
    <Page
      title={subjectWords(message.subject_masked)}
      above={
        <p className={classes.crumb}>
          <Link href="/messages">Messages</Link>
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
          <Section title={QUESTIONS[message.state] ?? "Why was this not sent?"}>
            <WhyPanel why={message.why} />
          </Section>
          <Section title="What it says">
            <Body message={message} />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Section title="What the person did">
            <Engagement message={message} />
          </Section>
          <Section title="How it was protected">
            <Evidence message={message} />
          </Section>
          <Section title="Facts">
            <Facts message={message} />
          </Section>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
