// Two buttons: take back what was done, do it again. The keys are the page's.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { w } from "~/words";

interface Props {
  /** Null: there is nothing to take back. */
  undo: (() => void) | null;
  redo: (() => void) | null;
}

export function Turns({ undo, redo }: Props) {
  const turns = [
    { told: w.parts.undo, keys: "Ctrl Z", turn: undo, Icon: IconArrowBackUp },
    { told: w.parts.redo, keys: "Ctrl Shift Z", turn: redo, Icon: IconArrowForwardUp },
  ];
  return turns.map(({ told, keys, turn, Icon }) => (
    <Tooltip key={told} label={`${told} (${keys})`}>
      <ActionIcon variant="default" size={36} aria-label={told} disabled={!turn} onClick={() => turn?.()}>
        <Icon size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  ));
}
