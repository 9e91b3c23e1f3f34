// A played mail as its reader would see it. Its links lead nowhere: nothing was sent.
import { useState } from "react";
import type { Line } from "~/api/generated/types";
import { MailFrame } from "~/parts/MailFrame";
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import classes from "./Play.module.css";

export function MailView({ line }: { line: Line }) {
  const [how, setHow] = useState("mail");
  return (
    <div className={classes.mail}>
      <header>
        <strong>{line.subject}</strong>
        <Segments
          size="xs"
          value={how}
          onChange={setHow}
          data={[
            { value: "mail", label: w.play.asMail },
            { value: "text", label: w.play.asText },
          ]}
        />
      </header>
      {how === "mail" ? (
        <MailFrame html={line.html} title={w.play.mailOf(line.subject)} />
      ) : (
        <pre>{line.text}</pre>
      )}
    </div>
  );
}
