// The rendered body, opened on request (which is recorded) and shown where it can do nothing.
import { Button, SegmentedControl, Text } from "@mantine/core";
import { IconMailOpened } from "@tabler/icons-react";
import { useState } from "react";
import { useOpenMessage } from "~/api/messages";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import type { Message } from "~/api/types";
import { MailFrame } from "~/parts/MailFrame";
import classes from "./Messages.module.css";

export function Body({ message }: { message: Message }) {
  const open = useOpenMessage(message.id);
  const operator = useMay("operator");
  const [part, setPart] = useState("html");
  if (!message.body_available) {
    return <p className={classes.quiet}>There is no body to show: it was not made, or it has been erased.</p>;
  }
  if (!operator) return <p className={classes.quiet}>Operators may open the body; opening it is recorded.</p>;
  if (!open.data) {
    return (
      <div className={classes.sealed}>
        <Text c="dimmed">The body is stored sealed. Opening it is recorded with your name.</Text>
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
          Open the message
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
        <SegmentedControl
          size="xs"
          value={part}
          onChange={setPart}
          aria-label="Part"
          data={[
            { value: "html", label: "As mail" },
            { value: "text", label: "As text" },
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
