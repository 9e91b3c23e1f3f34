// Whether the message is saved; where another window changed it, the choice between the two.
import { Button, Group, Text } from "@mantine/core";
import { IconCheck, IconCloudUpload } from "@tabler/icons-react";
import { w } from "~/words";
import classes from "./Editor.module.css";
import type { SavedText } from "./useSavedText";

const words = w.composing;

const told = {
  resting: words.saved,
  waiting: words.saving,
  saving: words.saving,
  failed: words.failed,
  elsewhere: words.elsewhere,
};

export function SaveState({ saved, onOther }: { saved: SavedText; onOther: (text: string) => void }) {
  const Icon = saved.phase === "resting" ? IconCheck : IconCloudUpload;
  return (
    <Group gap={12}>
      <Text className={classes.saving} size="sm" c="dimmed" role="status" data-phase={saved.phase}>
        <Icon size={14} stroke={1.75} aria-hidden /> {told[saved.phase]}
      </Text>
      {saved.phase === "elsewhere" && (
        <>
          <Button variant="default" onClick={() => void saved.takeOther().then(onOther)}>
            {words.takeElsewhere}
          </Button>
          <Button variant="default" onClick={() => void saved.keepThis()}>
            {words.keepThis}
          </Button>
        </>
      )}
    </Group>
  );
}
