// One number with its word and, where it helps, what it means.
import type { ReactNode } from "react";
import classes from "./parts.module.css";

export function Stat({
  value,
  word,
  note,
  tone,
}: {
  value: ReactNode;
  word: string;
  note?: ReactNode;
  tone?: string;
}) {
  return (
    <div className={classes.stat}>
      <div className={classes.statValue} style={tone ? { color: tone } : undefined}>
        {value}
      </div>
      <div className={classes.statWord}>{word}</div>
      {note && <div className={classes.statNote}>{note}</div>}
    </div>
  );
}
