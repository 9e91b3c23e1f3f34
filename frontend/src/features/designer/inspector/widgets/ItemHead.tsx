// The line above one of several: what it is, up, down, away.
import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { w } from "~/words";
import classes from "../form/Form.module.css";

interface Props {
  words: string;
  onUp?: () => void;
  onDown?: () => void;
  onRemove?: () => void;
}

export function ItemHead({ words, onUp, onDown, onRemove }: Props) {
  const button = (label: string, Icon: typeof IconTrash, act?: () => void) =>
    act && (
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={act}>
        <Icon size={14} stroke={1.75} />
      </ActionIcon>
    );
  return (
    <div className={classes.itemHead}>
      <span>{words}</span>
      <span className={classes.buttons}>
        {button(w.inspector.moveUp(words), IconArrowUp, onUp)}
        {button(w.inspector.moveDown(words), IconArrowDown, onDown)}
        {button(w.inspector.remove(words), IconTrash, onRemove)}
      </span>
    </div>
  );
}
