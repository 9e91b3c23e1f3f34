// The buttons of a row in a list: up, down, away. Each says which row it is about.
import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { w } from "~/words";
import classes from "./Forms.module.css";

const words = w.questions;

interface Props {
  told: string;
  place: number;
  count: number;
  /** Another way to move it, before the buttons. */
  grip?: ReactNode;
  onMove: (to: number) => void;
  onRemove: () => void;
}

export function RowTools({ told, place, count, grip, onMove, onRemove }: Props) {
  const last = place === count - 1;
  const buttons = [
    { name: words.upward(told), Icon: IconArrowUp, off: place === 0, act: () => onMove(place - 1) },
    { name: words.downward(told), Icon: IconArrowDown, off: last, act: () => onMove(place + 1) },
    { name: words.remove(told), Icon: IconTrash, off: false, act: onRemove },
  ];
  return (
    <span className={classes.tools}>
      {grip}
      {buttons.map(({ name, Icon, off, act }) => (
        <ActionIcon key={name} variant="subtle" color="gray" aria-label={name} disabled={off} onClick={act}>
          <Icon size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      ))}
    </span>
  );
}
