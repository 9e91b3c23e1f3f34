// What one person would read: the mail, what stands in its way, and what it is written with.
import { Text } from "@mantine/core";
import type { OfferedFix, Previewed } from "~/api/generated/types";
import { w } from "~/words";
import classes from "./Editor.module.css";
import { Faults } from "./Faults";
import type { Look } from "./look";
import { Mail } from "./Mail";

function Uses({ seen }: { seen: Previewed }) {
  const words = w.composing;
  const named = new Map<string, string>(Object.entries(words.classes));
  return (
    <section className={classes.uses}>
      <h2>{words.usesTitle}</h2>
      {seen.fields.length === 0 && <Text c="dimmed">{words.usesNone}</Text>}
      <ul>
        {seen.fields.map((field) => (
          <li key={field.name}>
            <code>{field.name}</code> · {named.get(field.data_class) ?? field.data_class}
            {!field.known && <b> · {words.unknown}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Props {
  seen: Previewed;
  look: Look;
  /** Does what the compiler offers, where the text stands beside it. */
  onFix?: (fix: OfferedFix) => void;
}

export function Seen({ seen, look, onFix }: Props) {
  return (
    <div className={classes.seen}>
      <Mail mail={seen} look={look} />
      <Faults problems={seen.problems} onFix={onFix} />
      {seen.reason !== "cannot-compile" && <Uses seen={seen} />}
    </div>
  );
}
