// Choices out of what the organisation has declared: topics, messages, forms, connectors, segments, fields.
import { MultiSelect } from "@mantine/core";
import { useState } from "react";
import { Link } from "wouter";
import { useMay } from "~/api/session";
import { fromStep } from "~/features/gallery/cameFrom";
import { NewMessage } from "~/features/messages/editor/NewMessage";
import { RenameMessage } from "~/features/messages/editor/RenameMessage";
import { saveRenamed } from "~/features/messages/editor/useRename";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import { type Drafting, useDraftingHere } from "../../drafts/DraftProvider";
import { asList, fieldWords } from "../../model/words";
import { FieldFrame, type FieldProps } from "../form/Field";
import { useForm } from "../form/Form";
import classes from "../form/Form.module.css";
import mail from "./Message.module.css";
import { SelectField, told, useInput } from "./simple";

const named = (entries: readonly { name: string; title?: string }[]) =>
  entries.map(({ name, title }) => ({ value: name, label: title ? `${title} (${name})` : name }));

export function TopicField(props: FieldProps) {
  const { vocabulary, step } = useForm();
  const nothing = step === null ? w.inspector.choose : w.inspector.asJourney;
  return <SelectField props={props} options={named(vocabulary.topics)} nothing={nothing} />;
}

export const SegmentField = (props: FieldProps) => (
  <SelectField props={props} options={named(useForm().vocabulary.segments)} />
);

export const ConnectorField = (props: FieldProps) => (
  <SelectField props={props} options={named(useForm().vocabulary.connectors)} />
);

export function DictionaryFieldsField(props: FieldProps) {
  const { parts, set } = useInput(props);
  const { vocabulary } = useForm();
  const chosen = asList(props.value);
  const known = vocabulary.fields.map(({ name }) => name);
  const data = [...known, ...chosen.filter((name) => !known.includes(name))].map((name) => ({
    value: name,
    label: `${fieldWords(name)} (${name})`,
  }));
  return (
    <FieldFrame props={props}>
      <MultiSelect
        {...parts}
        searchable
        data={data}
        value={chosen}
        onChange={(names) => set(names.length ? names : undefined)}
      />
    </FieldFrame>
  );
}

/** Where the words of the message are written, and a way to begin another. For whoever may write. */
function WriteMessage({
  props,
  drafting,
  taken,
}: {
  props: FieldProps;
  drafting: Drafting;
  taken: readonly string[];
}) {
  const words = w.composing.create;
  const { vocabulary, set, step } = useForm();
  const author = useMay("author");
  const [making, setMaking] = useState(false);
  const [renaming, setRenaming] = useState(false);
  if (!author) return null;
  const name = told(props.value);
  const there = taken.includes(name);
  const rename = (to: string) =>
    drafting.become({ did: "renamed", what: name }, (now) => saveRenamed(drafting.slug, now, name, to));
  const make = async (name: string, text: string) => {
    await drafting.keep(`messages/${name}.mjml`, text);
    set(props.at, name);
  };
  return (
    <p className={mail.write}>
      {there && (
        <Link href={`/drafts/${drafting.slug}/messages/${name}.mjml${fromStep(step)}`}>{words.edit}</Link>
      )}
      {there && (
        <button type="button" onClick={() => setRenaming(true)}>
          {w.composing.rename.button}
        </button>
      )}
      <button type="button" onClick={() => setMaking(true)}>
        {words.button}
      </button>
      {renaming && (
        <RenameMessage name={name} taken={taken} onRename={rename} onClose={() => setRenaming(false)} />
      )}
      {making && (
        <NewMessage
          taken={taken}
          language={vocabulary.language}
          onMake={make}
          onClose={() => setMaking(false)}
        />
      )}
    </p>
  );
}

/** The message, with what it will look like in a list of mails. */
export function MessageField(props: FieldProps) {
  const { vocabulary } = useForm();
  const drafting = useDraftingHere();
  const message = vocabulary.messages.find(({ name }) => name === props.value);
  const options = vocabulary.messages.map(({ name, subject }) => ({
    value: name,
    label: `${subject} (${name})`,
  }));
  return (
    <div>
      <SelectField props={props} options={options} />
      {message ? (
        <figure className={mail.mail} aria-label={w.inspector.message.subject}>
          <span className={mail.envelope} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          <figcaption>
            <b>{message.subject}</b>
            {message.preheader && <span>{message.preheader}</span>}
            <small>
              {w.inspector.class[message.data_class as keyof typeof w.inspector.class] ?? message.data_class}{" "}
              · {message.languages.map(languageWords).join(", ")}
            </small>
          </figcaption>
        </figure>
      ) : (
        told(props.value) &&
        vocabulary.messages.length > 0 && <p className={classes.help}>{w.inspector.message.none}</p>
      )}
      {drafting && (
        <WriteMessage props={props} drafting={drafting} taken={vocabulary.messages.map(({ name }) => name)} />
      )}
    </div>
  );
}
