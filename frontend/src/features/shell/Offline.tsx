// A line on top while the server cannot be reached: what is old, what goes on, what is kept.
import { useNetwork } from "@mantine/hooks";
import { IconCloudOff } from "@tabler/icons-react";
import { useNeeds } from "~/api/messages";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import classes from "./Shell.module.css";

export function Offline() {
  const { online } = useNetwork();
  const { error } = useNeeds();
  const gone = error !== null && asProblem(error).offline;
  return (
    <div role="status">
      {(!online || gone) && (
        <p className={classes.offline}>
          <IconCloudOff size={16} stroke={1.75} aria-hidden />
          {online ? w.shell.gone : w.shell.offline}
        </p>
      )}
    </div>
  );
}
