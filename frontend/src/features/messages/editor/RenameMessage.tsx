// Asks how a message shall be called by steps and files, and says why a name cannot be had.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { AskDialog } from "~/parts/AskDialog";
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
  const words = w.composing.rename;
  const [to, setTo] = useState(name);
  const wrong = to === name ? null : refusal(taken, to);
  return (
    <AskDialog
      title={words.title}
      does={words.button}
      leaves={words.cancel}
      ready={wrong === null && to !== name}
      onAnswered={() => onRename(to)}
      onClose={onClose}
    >
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
    </AskDialog>
  );
}
