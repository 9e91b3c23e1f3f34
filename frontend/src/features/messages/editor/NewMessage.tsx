// Asks what a new message is called and how its subject reads, and makes it: a whole mail to go on from.
import { NamingDialog } from "~/features/gallery/NamingDialog";
import { w } from "~/words";
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
  const words = w.composing.create;
  return (
    <NamingDialog
      title={words.title}
      called={{ label: w.composing.subject, help: words.subjectHelp, longest: 120 }}
      name={{ label: words.name, help: words.nameHelp, taken, takenWords: words.taken }}
      make={words.make}
      onMake={(name, subject) => onMake(name, starterMessage(subject, language))}
      onClose={onClose}
    />
  );
}
