// Why the journey stands still.
import { IconHandStop, IconPlayerPause } from "@tabler/icons-react";
import type { Brake as Pulled } from "~/api/generated/types";
import { w } from "~/words";
import { reasonWords } from "~/words/reasons";
import { moment } from "~/words/time";
import classes from "./Live.module.css";

export function Brake({ brake }: { brake: Pulled }) {
  const fired = brake.reason !== "";
  const Icon = fired ? IconHandStop : IconPlayerPause;
  return (
    <p className={classes.brake} data-fired={fired || undefined} role="status">
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>
        <b>{fired ? w.watch.braked(reasonWords(brake.reason).toLowerCase()) : w.watch.pausedBy}</b>
        {brake.at && <> · {w.watch.brakedSince(moment(brake.at))}</>}
        {fired && brake.detail && <> · {brake.detail}</>}
        <br />
        {fired ? w.watch.brakeMeans : w.watch.pauseMeans}
      </span>
    </p>
  );
}
