// A dialog that asks for something and does it: where that fails it stays, and says why.
import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { asProblem } from "~/api/problem";
import { useFocusBack } from "./useFocusBack";

interface Props {
  title: string;
  /** What the button says that does it. */
  does: string;
  leaves: string;
  /** Whether all that is asked is there. */
  ready: boolean;
  children: ReactNode;
  onAnswered: () => Promise<unknown>;
  onClose: () => void;
}

export function AskDialog({ title, does, leaves, ready, children, onAnswered, onClose }: Props) {
  useFocusBack();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onAnswered();
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {error !== null && (
            <Alert color="red" role="alert">
              {asProblem(error).detail}
            </Alert>
          )}
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {leaves}
            </Button>
            <Button type="submit" loading={busy} disabled={!ready}>
              {does}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
