// The name of a message on its page: the way to another, and back.
import { Alert, Button, CloseButton, Group, Text } from "@mantine/core";
import { IconCursorText } from "@tabler/icons-react";
import { useState } from "react";
import type { DraftShown } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import { messagesOf, partsOf, sendersOf } from "./files";
import { RenameMessage } from "./RenameMessage";
import { forgetRenamed, useRename, useRenamed } from "./useRename";

interface Props {
  slug: string;
  file: string;
  draft: DraftShown;
  flush: () => Promise<void>;
}

const words = w.composing.rename;

export function RenameButton({ slug, file, draft, flush }: Props) {
  const [asking, setAsking] = useState(false);
  const { name, language } = partsOf(file);
  const rename = useRename({ slug, name, language, flush });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCursorText size={16} stroke={1.75} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {words.button}
      </Button>
      {asking && (
        <RenameMessage
          name={name}
          taken={messagesOf(draft.files).map((message) => message.name)}
          onRename={rename}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** It is called otherwise now, and what followed. */
export function Renamed({ slug, file, draft, flush }: Props) {
  const { name, language } = partsOf(file);
  const renaming = useRenamed(slug, name);
  const rename = useRename({ slug, name, language, flush });
  const [failed, setFailed] = useState("");
  if (!renaming) return null;
  const back = () =>
    rename(renaming.from, true).catch((error: unknown) => setFailed(asProblem(error).detail));
  const senders = sendersOf(draft.files, name);
  return (
    <Alert mb={16} role="status">
      <Group justify="space-between" gap={12}>
        <Text>{failed || words.done(renaming.from, renaming.to, senders)}</Text>
        <Group gap={8} wrap="nowrap">
          <Button size="xs" variant="default" onClick={() => void back()}>
            {words.back}
          </Button>
          <CloseButton aria-label={words.dismiss} onClick={forgetRenamed} />
        </Group>
      </Group>
    </Alert>
  );
}
