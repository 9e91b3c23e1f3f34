// Asks how a message shall be called by steps and files, and says why a name cannot be had.
import { Alert, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { asProblem } from "~/api/problem";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { refusal } from "./renaming";

interface Props {
  name: string;
  /** Names of all messages of the journey. */
  taken: readonly string[];
  /** Where it rejects, the dialog stays and says why. */
  onRename: (to: string) => Promise<unknown>;
  onClose: () => void;
}

export function RenameMessage({ name, taken, onRename, onClose }: Props) {
  useFocusBack();
  const words = w.composing.rename;
  const [to, setTo] = useState(name);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const wrong = to === name ? null : refusal(taken, to);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onRename(to);
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
            label={words.name}
            description={words.help}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            maxLength={64}
            spellCheck={false}
            error={wrong && to !== "" && words.refused[wrong]}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={wrong !== null || to === name}>
              {words.button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
