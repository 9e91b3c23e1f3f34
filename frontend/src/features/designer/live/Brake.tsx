// Why the journey stands still.
import { IconHandStop, IconPlayerPause } from "@tabler/icons-react";
import type { Brake as Pulled } from "~/api/generated/types";
import { w } from "~/words";
import { reasonWords } from "~/words/reasons";
import { moment } from "~/words/time";
import classes from "./Live.module.css";

/** "in the last hour 3 mails, 0 bounced, 0 complaints, 0 opt-outs", as the audit trail has it. */
function paceWords(detail: string): string {
  const [sends, bounces, complaints, optOuts] = [...detail.matchAll(/\d+/g)].map(Number);
  if (sends === undefined || bounces === undefined) return detail;
  return w.watch.pace(sends, bounces, complaints ?? 0, optOuts ?? 0);
}

export function Brake({ brake }: { brake: Pulled }) {
  const fired = brake.reason !== "";
  const Icon = fired ? IconHandStop : IconPlayerPause;
  return (
    <p className={classes.brake} data-fired={fired || undefined} role="status">
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>
        <b>{fired ? w.watch.braked(reasonWords(brake.reason).toLowerCase()) : w.watch.pausedBy}</b>
        {brake.at && <> · {w.watch.brakedSince(moment(brake.at))}</>}
        {fired && brake.detail && <> · {paceWords(brake.detail)}</>}
        <br />
        {fired ? w.watch.brakeMeans : w.watch.pauseMeans}
      </span>
    </p>
  );
}
