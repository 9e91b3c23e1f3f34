// A text that people read, once for each language that the organisation writes in.
import { Text, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import type { Keys } from "~/features/designer/inspector/form/places";
import { useTyped } from "~/features/designer/inspector/form/useTyped";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import { useBench, useWrong } from "./context";
import classes from "./Forms.module.css";
import { say } from "./model/commands";
import { inLanguage, type Words } from "./model/shown";

interface Props {
  label: string;
  help?: string;
  at: Keys;
  words: Words;
  /** Several lines, and it may be missing. */
  prose?: boolean;
  may?: boolean;
  /** When the words of the organisation's own language are left. */
  onLeave?: () => void;
}

const LONGEST = { line: 200, prose: 4000 };

function InLanguage({ language, ...props }: Props & { language: string }) {
  const { run, home, languages } = useBench();
  const { label, at, words, prose, may = false, onLeave } = props;
  const write = (text: string) => run((draft) => say(draft, at, { language, home, text }, may));
  const typed = useTyped(inLanguage(words, language, home), write, { clear: () => write("") });
  const wrong = useWrong(at);
  const several = languages.length > 1;
  const shared = {
    "aria-label": several ? w.questions.inLanguage(label, languageWords(language)) : label,
    value: typed.value,
    lang: language,
    error: wrong,
    onBlur: () => {
      typed.onBlur();
      if (language === home) onLeave?.();
    },
  };
  const tag = several ? (
    <span className={classes.tag} title={languageWords(language)} aria-hidden>
      {language}
    </span>
  ) : undefined;
  return prose ? (
    <Textarea
      {...shared}
      leftSection={tag}
      leftSectionProps={{ className: classes.tagAbove }}
      autosize
      minRows={2}
      maxRows={10}
      maxLength={LONGEST.prose}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput
      {...shared}
      leftSection={tag}
      maxLength={LONGEST.line}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
    />
  );
}

export function WordsField(props: Props) {
  const { languages } = useBench();
  const id = useId();
  return (
    <fieldset className={classes.field} data-at={props.at.join(".")} aria-describedby={props.help && id}>
      <legend>{props.label}</legend>
      {props.help && (
        <Text id={id} size="xs" c="dimmed">
          {props.help}
        </Text>
      )}
      {languages.map((language) => (
        <InLanguage key={language} {...props} language={language} />
      ))}
    </fieldset>
  );
}
