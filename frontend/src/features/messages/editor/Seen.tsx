// What one person would read: the envelope with its warnings, the mail or its text, what it is written with.
import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Previewed } from "~/api/generated/types";
import { MailFrame } from "~/parts/MailFrame";
import { w } from "~/words";
import { inDark, inLight } from "./darkMail";
import classes from "./Editor.module.css";
import type { Look } from "./look";

const LONGEST = { subject: 50, preheader: 90 };

function Line({
  word,
  text,
  longest,
  warning,
}: {
  word: string;
  text: string;
  longest: number;
  warning: string;
}) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        {text}
        <small>{w.composing.length(text.length)}</small>
        {text.length > longest && (
          <small className={classes.warning}>
            <IconAlertTriangle size={14} stroke={1.7} aria-hidden /> {warning}
          </small>
        )}
      </dd>
    </div>
  );
}

function Uses({ seen }: { seen: Previewed }) {
  const words = w.composing;
  const named = new Map<string, string>(Object.entries(words.classes));
  return (
    <section className={classes.uses}>
      <h2>{words.usesTitle}</h2>
      {seen.fields.length === 0 && <Text c="dimmed">{words.usesNone}</Text>}
      <ul>
        {seen.fields.map((field) => (
          <li key={field.name}>
            <code>{field.name}</code> · {named.get(field.data_class) ?? field.data_class}
            {!field.known && <b> · {words.unknown}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Seen({ seen, look }: { seen: Previewed; look: Look }) {
  const words = w.composing;
  const reasons = new Map<string, string>(Object.entries(words.reasons));
  const html = look.dark ? inDark(seen.html) : inLight(seen.html);
  return (
    <div className={classes.seen}>
      {seen.reason ? (
        <p role="alert" className={classes.reason}>
          {reasons.get(seen.reason) ?? seen.reason}
        </p>
      ) : (
        <>
          <dl className={classes.envelope}>
            <Line
              word={words.subject}
              text={seen.subject}
              longest={LONGEST.subject}
              warning={words.longSubject}
            />
            <Line
              word={words.preheader}
              text={seen.preheader}
              longest={LONGEST.preheader}
              warning={words.longPreheader}
            />
          </dl>
          {look.plain ? (
            <pre className={classes.plain}>{seen.text}</pre>
          ) : (
            <div
              className={classes.device}
              data-phone={look.phone || undefined}
              data-dark={look.dark || undefined}
            >
              <MailFrame key={`${look.dark}${look.phone}`} html={html} title={words.mailFrame} />
            </div>
          )}
        </>
      )}
      {seen.problems.length > 0 && (
        <section className={classes.uses}>
          <h2>{words.problems}</h2>
          <ul>
            {seen.problems.map((each) => (
              <li key={`${each.line}:${each.column}:${each.code}`}>
                {each.line}:{each.column} {each.message}
              </li>
            ))}
          </ul>
        </section>
      )}
      {seen.reason !== "cannot-compile" && <Uses seen={seen} />}
    </div>
  );
}
