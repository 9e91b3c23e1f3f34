// The rendered body, opened on request (which is recorded) and shown where it can do nothing.

import { Button, Text } from "@mantine/core";
import { IconMailOpened } from "@tabler/icons-react";
import { useState } from "react";
import { useOpenMessage } from "~/api/messages";
import { asProblem } from "~/api/problem";
import type { Message } from "~/api/types";
import { MailFrame } from "~/parts/MailFrame";
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import classes from "./Messages.module.css";

const words = w.messages.body;

export function Body({ message }: { message: Message }) {
  const open = useOpenMessage(message.id);
  const [part, setPart] = useState("html");
  if (!message.body_available) {
    return <p className={classes.quiet}>{words.none}</p>;
  }
  if (!open.data) {
    return (
      <div className={classes.sealed}>
        <Text c="dimmed">{words.sealed}</Text>
        {open.error && (
          <Text c="var(--stop)" role="alert">
            {asProblem(open.error).message}
          </Text>
        )}
        <Button
          variant="default"
          leftSection={<IconMailOpened size={16} stroke={1.75} />}
          loading={open.isPending}
          onClick={() => open.mutate()}
        >
          {words.open}
        </Button>
      </div>
    );
  }
  return (
    <>
      <div className={classes.bodyHead}>
        <div>
          <b>{open.data.subject}</b>
          <p>{open.data.preheader}</p>
        </div>
        <Segments
          size="xs"
          value={part}
          onChange={setPart}
          aria-label={words.part}
          data={[
            { value: "html", label: words.asMail },
            { value: "text", label: words.asText },
          ]}
        />
      </div>
      {part === "html" ? (
        <MailFrame html={open.data.html} title={open.data.subject} />
      ) : (
        <pre className={classes.text}>{open.data.text}</pre>
      )}
    </>
  );
}
