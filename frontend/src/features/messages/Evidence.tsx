// How the mail was protected on its way: what it means, why this way, and what proves it.

import { IconCheck, IconX } from "@tabler/icons-react";
import type { Message } from "~/api/types";
import { w } from "~/words";
import { methodOf, methodWords } from "~/words/reasons";
import { groundsOf, linesOf } from "./evidence";
import classes from "./Messages.module.css";

const words = w.messages.evidence;

export function Evidence({ message }: { message: Message }) {
  if (!message.method) return <p className={classes.quiet}>{words.nothingLeft}</p>;
  const method = methodOf(message.method);
  const evidence = message.evidence ?? {};
  return (
    <>
      <p className={classes.meaning}>{method ? words.meaning[method] : methodWords(message.method)}</p>
      <ul className={classes.grounds}>
        {groundsOf(evidence).map((ground) => (
          <li key={ground.words} data-holds={ground.holds || undefined}>
            {ground.holds ? (
              <IconCheck size={16} stroke={2} aria-label={w.messages.yes} />
            ) : (
              <IconX size={16} stroke={2} aria-label={w.messages.no} />
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
