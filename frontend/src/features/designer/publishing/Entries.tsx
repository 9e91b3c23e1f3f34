// What comes into force besides the journey: changes of the organization's settings that were saved meanwhile.
import type { EntryChange } from "~/api/drafts";
import { w } from "~/words";
import { Change, Mark } from "./ChangeList";
import { entryTold } from "./changeWords";
import classes from "./Publishing.module.css";

export function Entries({ entries }: { entries: EntryChange[] }) {
  return (
    <ul className={classes.changes}>
      {entries.map((entry) => (
        <li key={`${entry.kind} ${entry.name}`}>
          <Mark state={entry.state} />
          {w.changes.entries[entry.kind](entry.name)}
          {entry.warning && <span className={classes.field}>{w.changes.sameVersion}</span>}
          {(entry.changes ?? []).map((change) => (
            <span key={change.field} className={classes.field}>
              <Change told={entryTold(entry.kind, change)} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
