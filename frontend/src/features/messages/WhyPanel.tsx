// One paragraph, and the facts behind it with a tick or a cross.

import { IconCheck, IconX } from "@tabler/icons-react";
import type { Why } from "~/api/types";
import { w } from "~/words";
import classes from "./Messages.module.css";

export function WhyPanel({ why }: { why: Why }) {
  return (
    <div className={classes.why}>
      <p>{why.sentence}</p>
      <ul>
        {why.facts.map((fact) => (
          <li key={`${fact.code}${fact.words}`} data-holds={fact.holds || undefined}>
            {fact.holds ? (
              <IconCheck size={16} stroke={2} aria-label={w.messages.holds} />
            ) : (
              <IconX size={16} stroke={2} aria-label={w.messages.holdsNot} />
            )}
            <span title={fact.code}>{fact.words}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
