// Asks what something new is called, by people and in files, and makes it. What else it takes stands in between.
import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { AskDialog } from "~/parts/AskDialog";
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

export function NamingDialog(props: Props) {
  const { called, name, spelling = wordsOf(), ready = true } = props;
  const [told, setTold] = useState(called.begins ?? "");
  const [own, setOwn] = useState<string | null>(name.begins ?? null);
  const written = own ?? spelling.from(told);
  const wrong = !spelling.fits(written)
    ? spelling.odd
    : name.taken?.includes(written)
      ? (name.takenWords ?? "")
      : "";
  return (
    <AskDialog
      title={props.title}
      does={props.make}
      leaves={w.gallery.dialog.cancel}
      ready={ready && wrong === "" && told.trim() !== ""}
      onAnswered={() => props.onMake(written, told)}
      onClose={props.onClose}
    >
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
    </AskDialog>
  );
}
