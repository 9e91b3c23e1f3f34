// One caught mail: as it looks, as text, its headers, and every byte of it.

import { Tabs } from "@mantine/core";
import { useMail } from "~/api/messages";
import { MailFrame } from "~/parts/MailFrame";
import { Mark } from "~/parts/Mark";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { methodWords } from "~/words/reasons";
import classes from "./Mailbox.module.css";

const words = w.mailbox;

export function MailReader({ id }: { id: string }) {
  const mail = useMail(id);
  if (mail.isError) return <Broken error={mail.error} again={() => void mail.refetch()} />;
  if (!mail.data) return <Rows rows={4} />;
  const { headers, html, text, raw, protection } = mail.data;
  const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  const first = html ? "look" : text ? "text" : "raw";
  return (
    <>
      <header className={classes.readerHead}>
        <h2>{header("subject") || words.noSubject}</h2>
        <p>{words.fromTo(header("from"), header("to"))}</p>
        {protection !== "none" && <Mark tone="protected">{words.sealedWith(methodWords(protection))}</Mark>}
      </header>
      <Tabs defaultValue={first} keepMounted={false}>
        <Tabs.List mb="md">
          {html && <Tabs.Tab value="look">{words.look}</Tabs.Tab>}
          {text && <Tabs.Tab value="text">{words.text}</Tabs.Tab>}
          <Tabs.Tab value="headers">{words.headers}</Tabs.Tab>
          <Tabs.Tab value="raw">{words.raw}</Tabs.Tab>
        </Tabs.List>
        {html && (
          <Tabs.Panel value="look">
            <MailFrame html={html} title={header("subject")} links />
          </Tabs.Panel>
        )}
        {text && (
          <Tabs.Panel value="text">
            <pre className={classes.raw}>{text}</pre>
          </Tabs.Panel>
        )}
        <Tabs.Panel value="headers">
          <dl className={classes.headers}>
            {headers.map(([name, value], index) => (
              // A header may stand twice with the same value; its place is all that tells the two apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <div key={`${name}${index}`}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Tabs.Panel>
        <Tabs.Panel value="raw">
          <pre className={classes.raw}>{raw}</pre>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
