// A meaning: icon and word together, never colour alone.
import type { ReactNode } from "react";
import { type Tone, toneIcon, toneInk, toneTint } from "~/theme/tones";
import classes from "./parts.module.css";

export function Mark({
  tone,
  children,
  quiet = false,
}: {
  tone: Tone;
  children: ReactNode;
  quiet?: boolean;
}) {
  const Icon = toneIcon[tone];
  const style = quiet ? { color: toneInk[tone] } : { color: toneInk[tone], background: toneTint[tone] };
  return (
    <span className={quiet ? classes.quietMark : classes.mark} style={style}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {children}
    </span>
  );
}
