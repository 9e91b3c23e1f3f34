// One paragraph, and the facts behind it with a tick or a cross.

import { IconCheck, IconX } from "@tabler/icons-react";
import type { MessageDetail } from "~/api/generated/types";
import { w } from "~/words";
import { lookedAt, mailSentence, ruleWords } from "~/words/rules";
import classes from "./Messages.module.css";

export function WhyPanel({
  message,
}: {
  message: Pick<MessageDetail, "why" | "state" | "method" | "reason">;
}) {
  const { why } = message;
  return (
    <div className={classes.why}>
      <p>{mailSentence(message) ?? why.sentence}</p>
      <ul>
        {why.facts.map((fact) => (
          <li key={`${fact.code}${fact.words}`} data-holds={fact.holds || undefined}>
            {fact.holds ? (
              <IconCheck size={16} stroke={2} aria-label={w.messages.holds} />
            ) : (
              <IconX size={16} stroke={2} aria-label={w.messages.holdsNot} />
            )}
            <span title={fact.code}>
              {ruleWords(fact.code, fact.words)} {fact.value && <small>{lookedAt(fact.value)}</small>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
