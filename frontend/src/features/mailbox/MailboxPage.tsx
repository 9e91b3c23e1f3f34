// The caught mailbox of the embedded stack: what would have gone out, and how it really looks.

import { Button, Text } from "@mantine/core";
import { IconMailbox, IconMailOpened } from "@tabler/icons-react";
import { Link } from "wouter";
import { usePages } from "~/api/pages";
import type { MailboxItem } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { useTitle } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { w } from "~/words";
import { bytes } from "~/words/numbers";
import { methodWords } from "~/words/reasons";
import { moment, zoneWords } from "~/words/time";
import classes from "./Mailbox.module.css";
import { MailReader } from "./MailReader";

const words = w.mailbox;

const GUESSES: Record<string, string> = { sealed: words.sealed, clear: words.clear };

function Item({ mail, here }: { mail: MailboxItem; here: boolean }) {
  return (
    <li>
      <Link href={`/mailbox/${mail.id}`} className={classes.item} aria-current={here ? "true" : undefined}>
        <span className={classes.top}>
          <b>{mail.to_masked}</b>
          <time dateTime={mail.at}>{moment(mail.at)}</time>
        </span>
        <span className={classes.subject}>{mail.subject}</span>
        <span className={classes.top}>
          <Mark tone="protected" quiet>
            {GUESSES[mail.method_guess] ?? methodWords(mail.method_guess)}
          </Mark>
          <span>{bytes(mail.size)}</span>
        </span>
      </Link>
    </li>
  );
}

export function MailboxPage({ id = null }: { id?: string | null }) {
  useTitle(w.shell.places.mailbox);
  const mails = usePages<MailboxItem>("/mailbox", {}, 3_000);
  const list = () => {
    if (mails.error) return <Broken error={mails.error} again={mails.again} />;
    if (!mails.loaded) return <Rows />;
    if (mails.items.length === 0) {
      return (
        <Empty icon={IconMailbox} title={words.none}>
          {words.noneText}
        </Empty>
      );
    }
    return (
      <>
        <ul>
          {mails.items.map((mail) => (
            <Item key={mail.id} mail={mail} here={mail.id === id} />
          ))}
        </ul>
        {mails.more && (
          <Button variant="subtle" fullWidth loading={mails.loadingMore} onClick={mails.more}>
            {w.parts.earlier}
          </Button>
        )}
      </>
    );
  };
  return (
    <main className={classes.mailbox} id="content" tabIndex={-1}>
      <section className={classes.list} aria-label={words.list}>
        <header>
          <h1>{w.shell.places.mailbox}</h1>
          <Text c="dimmed" fz={13}>
            {words.caught} {zoneWords()}
          </Text>
        </header>
        {list()}
      </section>
      <section className={classes.reader} aria-label={words.chosen}>
        {id ? (
          <MailReader key={id} id={id} />
        ) : (
          <Empty icon={IconMailOpened} title={words.choose}>
            {words.chooseText}
          </Empty>
        )}
      </section>
    </main>
  );
}
