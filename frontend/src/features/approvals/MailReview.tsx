// The mails that a request changes, before and after side by side, as made-up people would read them.
import { NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import { useSamples } from "~/api/composing";
import { useMailCompared, useMailsAsked } from "~/api/drafts";
import type { MailAsked, MailCompared, MailRead } from "~/api/generated/types";
import { LookBar } from "~/features/messages/editor/LookBar";
import { FIRST_LOOK, type Look, readerOf } from "~/features/messages/editor/look";
import { Mail } from "~/features/messages/editor/Mail";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import classes from "./Approvals.module.css";

const nameOf = (mail: MailAsked) => `${mail.name} ${mail.language}`;

function Side({
  title,
  mail,
  other,
  look,
  gone = false,
}: {
  title: string;
  mail: MailRead | null;
  other: MailRead | null;
  look: Look;
  gone?: boolean;
}) {
  const known = new Map<string, string>(Object.entries(w.composing.classes));
  return (
    <section className={classes.side} aria-label={title}>
      <h3>
        {title}
        {mail && <small>{w.drafts.mails.dataClass(known.get(mail.data_class) ?? mail.data_class)}</small>}
      </h3>
      {mail ? (
        <Mail
          mail={mail}
          look={look}
          title={`${title}: ${w.composing.mailFrame}`}
          against={other ? { text: other.text, gone } : undefined}
        />
      ) : (
        <Text c="dimmed">{gone ? w.drafts.mails.wasNot : w.drafts.mails.willNot}</Text>
      )}
    </section>
  );
}

/** Words, whatever room they take on the page. */
const wordsOf = ({ subject, preheader, text }: MailRead) =>
  [subject, preheader, ...text.split(/\s+/)].join(" ").trim();

const same = ({ before, after }: MailCompared) =>
  before !== null && after !== null && wordsOf(before) === wordsOf(after);

function Pair({ request, mail, look }: { request: string; mail: MailAsked; look: Look }) {
  const { name, language } = mail;
  const wish = { name, language, sample: look.sample, segments: look.segments && [...look.segments] };
  const compared = useMailCompared(request, wish);
  if (compared.isError && !compared.data)
    return <Broken error={compared.error} again={() => void compared.refetch()} />;
  if (!compared.data) return <Rows rows={6} />;
  const { before, after } = compared.data;
  return (
    <>
      <Text role="status" fz={13} c="dimmed">
        {same(compared.data) && w.drafts.mails.same}
      </Text>
      <div className={classes.pair}>
        <Side title={w.drafts.mails.before} mail={before} other={after} look={look} gone />
        <Side title={w.drafts.mails.after} mail={after} other={before} look={look} />
      </div>
    </>
  );
}

/** With whom a mail is first looked at: somebody who reads its language, in a segment where it differs. */
function firstLook(mail: MailAsked, people: { id: string; language: string }[], look: Look): Look {
  const segments = mail.everybody ? null : mail.segments.slice(0, 1);
  return { ...look, sample: readerOf(mail.language, people), segments };
}

function Chooser({ request, mails }: { request: string; mails: MailAsked[] }) {
  const words = w.drafts.mails;
  const people = useSamples().data?.items ?? [];
  const [name, setName] = useState("");
  const [changed, setLook] = useState<Look | null>(null);
  const mail = mails.find((one) => nameOf(one) === name) ?? mails[0];
  if (!mail) return <Text c="dimmed">{words.none}</Text>;
  const look = changed ?? firstLook(mail, people, FIRST_LOOK);
  const choose = (next: string) => {
    const found = mails.find((one) => nameOf(one) === next);
    if (changed && found) setLook(firstLook(found, people, changed));
    setName(next);
  };
  return (
    <>
      <div className={classes.chooser}>
        <NativeSelect
          size="xs"
          label={words.mail(mails.length)}
          value={nameOf(mail)}
          data={mails.map((one) => ({
            value: nameOf(one),
            label: `${one.name} · ${words.states(one.state, languageWords(one.language))}`,
          }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        <LookBar look={look} segments={mail.segments} onLook={setLook} onlyMadeUp />
      </div>
      <Pair request={request} mail={mail} look={look} />
    </>
  );
}

export default function MailReview({ request }: { request: string }) {
  const asked = useMailsAsked(request);
  if (asked.isError) return <Broken error={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data) return <Rows rows={6} />;
  return <Chooser request={request} mails={asked.data.items} />;
}
