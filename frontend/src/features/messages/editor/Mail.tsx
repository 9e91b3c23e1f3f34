// One mail as somebody would read it: its envelope with warnings, then the mail itself or its text.
import { IconAlertTriangle } from "@tabler/icons-react";
import type { MailRead } from "~/api/generated/types";
import { MailFrame } from "~/parts/MailFrame";
import { w } from "~/words";
import { inDark, inLight } from "./darkMail";
import classes from "./Editor.module.css";
import { type Line, linesAgainst } from "./lines";
import type { Look } from "./look";

/** What is shown of them at most, in characters. */
export const LONGEST = { subject: 50, preheader: 90 };

type Readable = Pick<MailRead, "subject" | "preheader" | "html" | "text" | "reason">;

interface Props {
  mail: Readable;
  look: Pick<Look, "phone" | "dark" | "plain">;
  title?: string;
  /** The text of another state: lines that it has not are marked. `gone`: they will not be there any more. */
  against?: { text: string; gone: boolean };
}

function Head({
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

function Envelope({ mail }: { mail: Readable }) {
  const words = w.composing;
  return (
    <dl className={classes.envelope}>
      <Head word={words.subject} text={mail.subject} longest={LONGEST.subject} warning={words.longSubject} />
      <Head
        word={words.preheader}
        text={mail.preheader}
        longest={LONGEST.preheader}
        warning={words.longPreheader}
      />
    </dl>
  );
}

function Marked({ line, gone }: { line: Line; gone: boolean }) {
  if (!line.own) return line.text;
  return gone ? <del>{line.text}</del> : <ins>{line.text}</ins>;
}

function Plain({ text, against }: { text: string; against: Props["against"] }) {
  return (
    <pre className={classes.plain}>
      {linesAgainst(text, against?.text ?? text).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and never change their order
        <span key={index}>
          <Marked line={line} gone={against?.gone ?? false} />
          {"\n"}
        </span>
      ))}
    </pre>
  );
}

export function Mail({ mail, look, title = w.composing.mailFrame, against }: Props) {
  const reasons = new Map<string, string>(Object.entries(w.composing.reasons));
  if (mail.reason)
    return (
      <p role="alert" className={classes.reason}>
        {reasons.get(mail.reason) ?? mail.reason}
      </p>
    );
  return (
    <>
      <Envelope mail={mail} />
      {look.plain ? (
        <Plain text={mail.text} against={against} />
      ) : (
        <div
          className={classes.device}
          data-phone={look.phone || undefined}
          data-dark={look.dark || undefined}
        >
          <MailFrame
            key={`${look.dark}${look.phone}`}
            html={look.dark ? inDark(mail.html) : inLight(mail.html)}
            title={title}
          />
        </div>
      )}
    </>
  );
}
