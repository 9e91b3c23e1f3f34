// Stands at the foot while something is not saved: save it, throw it away, or choose where somebody else was faster.
import { Button, Group, Text } from "@mantine/core";
import { w } from "~/words";
import classes from "./Settings.module.css";
import type { Unsaved } from "./unsaved";

const words = w.settings.unsaved;

interface Props {
  unsaved: Unsaved;
  /** What the button says. */
  save: string;
  saving: boolean;
  onSave: () => void;
}

export function UnsavedBar({ unsaved, save, saving, onSave }: Props) {
  if (!unsaved.changed) return null;
  return (
    <section className={classes.bar} aria-label={words.mark}>
      <Text role="status">
        <b>{unsaved.moved ? words.moved : words.title}</b> {!unsaved.moved && words.kept}
      </Text>
      <Group gap={8} wrap="nowrap">
        <Button variant="default" onClick={unsaved.discard}>
          {unsaved.moved ? words.theirs : words.discard}
        </Button>
        {unsaved.moved ? (
          <Button onClick={unsaved.keepMine}>{words.mine}</Button>
        ) : (
          <Button loading={saving} onClick={onSave}>
            {save}
          </Button>
        )}
      </Group>
    </section>
  );
}
