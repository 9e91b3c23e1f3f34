// Asks what a new message is called and how its subject reads, and makes it: a whole mail to go on from.
import { Alert, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { asProblem } from "~/api/problem";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { isSlug, slugOf } from "../../gallery/naming";
import { starterMessage } from "./starter";

interface Props {
  /** Names that are taken. */
  taken: readonly string[];
  language: string;
  /** Writes `messages/<name>.mjml`. */
  onMake: (name: string, text: string) => Promise<void>;
  onClose: () => void;
}

export function NewMessage({ taken, language, onMake, onClose }: Props) {
  useFocusBack();
  const words = w.composing.create;
  const [subject, setSubject] = useState("");
  const [own, setOwn] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const name = own ?? slugOf(subject);
  const wrong =
    name === "" ? "" : !isSlug(name) ? w.gallery.dialog.slugOdd : taken.includes(name) ? words.taken : "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onMake(name, starterMessage(subject, language));
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={words.title}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {error !== null && (
            <Alert color="red" role="alert">
              {asProblem(error).detail}
            </Alert>
          )}
          <TextInput
            label={w.composing.subject}
            description={words.subjectHelp}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
            maxLength={120}
            required
            data-autofocus
          />
          <TextInput
            label={words.name}
            description={words.nameHelp}
            value={name}
            onChange={(event) => setOwn(event.currentTarget.value)}
            maxLength={64}
            spellCheck={false}
            error={wrong}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {w.gallery.dialog.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={name === "" || wrong !== ""}>
              {words.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
