// Asks what something new is called, by people and in files, and makes it. What else it takes stands in between.
import { Alert, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { asProblem } from "~/api/problem";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { isSlug, slugOf } from "./naming";

interface Spelling {
  /** The name that is made of what people call it. */
  from: (called: string) => string;
  fits: (name: string) => boolean;
  odd: string;
}

interface Props {
  title: string;
  /** What people call it. */
  called: { label: string; help?: string; longest: number; begins?: string };
  /** How files and steps speak of it: it follows what people call it until somebody writes another. */
  name: { label: string; help: string; begins?: string; taken?: readonly string[]; takenWords?: string };
  spelling?: Spelling;
  make: string;
  /** Whether what stands in between is complete. */
  ready?: boolean;
  children?: ReactNode;
  /** Where it rejects, the dialog stays and says why. */
  onMake: (name: string, called: string) => Promise<unknown>;
  onClose: () => void;
}

const wordsOf = (): Spelling => ({ from: slugOf, fits: isSlug, odd: w.gallery.dialog.slugOdd });

function useMaking(make: () => Promise<unknown>, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await make();
      onDone();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return { busy, error, submit };
}

export function NamingDialog(props: Props) {
  useFocusBack();
  const { called, name, spelling = wordsOf(), ready = true } = props;
  const [told, setTold] = useState(called.begins ?? "");
  const [own, setOwn] = useState<string | null>(name.begins ?? null);
  const written = own ?? spelling.from(told);
  const wrong = !spelling.fits(written)
    ? spelling.odd
    : name.taken?.includes(written)
      ? (name.takenWords ?? "")
      : "";
  const { busy, error, submit } = useMaking(() => props.onMake(written, told), props.onClose);
  return (
    <Modal opened onClose={props.onClose} title={props.title}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {error !== null && (
            <Alert color="red" role="alert">
              {asProblem(error).detail}
            </Alert>
          )}
          <TextInput
            label={called.label}
            description={called.help}
            value={told}
            onChange={(event) => setTold(event.currentTarget.value)}
            maxLength={called.longest}
            required
            data-autofocus
          />
          {props.children}
          <TextInput
            label={name.label}
            description={name.help}
            value={written}
            onChange={(event) => setOwn(event.currentTarget.value)}
            maxLength={64}
            spellCheck={false}
            error={written !== "" && wrong}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {w.gallery.dialog.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={wrong !== "" || told.trim() === "" || !ready}>
              {props.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
