// Asks what a new form is called and what it asks first, and makes it: a whole form to go on from.
import { Alert, Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { asProblem } from "~/api/problem";
import { isSlug, slugOf } from "~/features/gallery/naming";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { formsOf, questionIds } from "./model/files";
import { isKind, KINDS, type Kind } from "./model/kinds";
import { freeQuestionId } from "./model/naming";
import { starterForm } from "./model/starter";

interface Props {
  /** The files of the draft: names of forms and of questions that are taken. */
  files: Readonly<Record<string, string>>;
  /** A form that is spoken of already and is not there yet. */
  wanted?: string;
  /** Writes `forms/<name>.yaml`. */
  onMake: (name: string, text: string) => Promise<void>;
  onClose: () => void;
}

export function NewForm({ files, wanted = "", onMake, onClose }: Props) {
  useFocusBack();
  const words = w.questions.create;
  const [title, setTitle] = useState("");
  const [ask, setAsk] = useState("");
  const [kind, setKind] = useState<Kind>("yes-no");
  const [own, setOwn] = useState<string | null>(isSlug(wanted) ? wanted : null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const name = own ?? slugOf(title);
  const taken = formsOf(files).includes(name);
  const wrong = name === "" ? "" : !isSlug(name) ? w.gallery.dialog.slugOdd : taken ? words.taken : "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const id = freeQuestionId(ask, questionIds(files));
      await onMake(name, starterForm({ name, title, id, ask, kind }));
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
            label={words.heading}
            description={words.headingHelp}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={200}
            required
            data-autofocus
          />
          <TextInput
            label={words.first}
            description={words.firstHelp}
            value={ask}
            onChange={(event) => setAsk(event.currentTarget.value)}
            maxLength={200}
            required
          />
          <NativeSelect
            label={w.questions.kind}
            data={KINDS.map((value) => ({ value, label: w.questions.kinds[value] }))}
            value={kind}
            onChange={({ currentTarget: { value } }) => isKind(value) && setKind(value)}
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
            <Button
              type="submit"
              loading={busy}
              disabled={name === "" || wrong !== "" || !title.trim() || !ask.trim()}
            >
              {words.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
