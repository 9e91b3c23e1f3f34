// Asks what a new form is called and what it asks first, and makes it: a whole form to go on from.
import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { NamingDialog } from "~/features/gallery/NamingDialog";
import { isSlug } from "~/features/gallery/naming";
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
  const words = w.questions.create;
  const [ask, setAsk] = useState("");
  const [kind, setKind] = useState<Kind>("yes-no");
  const make = (name: string, title: string) => {
    const id = freeQuestionId(ask, questionIds(files));
    return onMake(name, starterForm({ name, title, id, ask, kind }));
  };
  return (
    <NamingDialog
      title={words.title}
      called={{ label: words.heading, help: words.headingHelp, longest: 200 }}
      name={{
        label: words.name,
        help: words.nameHelp,
        begins: isSlug(wanted) ? wanted : undefined,
        taken: formsOf(files),
        takenWords: words.taken,
      }}
      make={words.make}
      ready={ask.trim() !== ""}
      onMake={make}
      onClose={onClose}
    >
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
    </NamingDialog>
  );
}
