// How the mail was protected on its way: what it means, why this way, and what proves it.
import { IconCheck, IconX } from "@tabler/icons-react";
import type { Message } from "~/api/types";
import { methodWords } from "~/words/reasons";
import { groundsOf, linesOf } from "./evidence";
import classes from "./Messages.module.css";

const MEANING: Record<string, string> = {
  "S/MIME": "Sealed with the recipient's certificate; only they can open it.",
  OpenPGP: "Sealed with the recipient's key; only they can open it.",
  "verified TLS": "Encrypted on the way to the next server, whose name was verified.",
  "secure portal": "The mail said nothing; the message itself is read in the portal.",
};

export function Evidence({ message }: { message: Message }) {
  if (!message.method)
    return <p className={classes.quiet}>Nothing has left, so nothing had to be protected.</p>;
  const method = methodWords(message.method);
  const evidence = message.evidence ?? {};
  return (
    <>
      <p className={classes.meaning}>{MEANING[method] ?? method}</p>
      <ul className={classes.grounds}>
        {groundsOf(evidence).map((ground) => (
          <li key={ground.words} data-holds={ground.holds || undefined}>
            {ground.holds ? (
              <IconCheck size={16} stroke={2} aria-label="yes" />
            ) : (
              <IconX size={16} stroke={2} aria-label="no" />
            )}
            <span>{ground.words}</span>
          </li>
        ))}
      </ul>
      <dl className={classes.facts}>
        {linesOf(evidence).map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>{line.exact ? <code>{line.text}</code> : line.text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
