// One value of a document with its explanation. Writing it changes only its own characters.
import { Checkbox, CloseButton, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useMay } from "~/api/session";
import { AudienceCount } from "~/features/designer/inspector/condition/AudienceCount";
import { conditionWords } from "~/features/designer/model/conditions";
import { w } from "~/words";
import type { Field as Described } from "./arranged";
import { useBench } from "./bench";
import { rewritten } from "./commands";
import { type Value, writeLeaf } from "./leaves";
import { mayGo } from "./offers";
import classes from "./Settings.module.css";
import { shapeAt } from "./shape";

const LONG = 60; // characters from which a text is given lines
/** What is said in sentences, or in several lines, has room for them from its first letter. */
const PROSE = new Set(["text", "information", "purpose", "revocation", "conditions", "redisclosure"]);

const hasLines = ({ path, value }: Described["leaf"]): boolean => {
  const key = path.at(-1) ?? "";
  if (path.length === 1 ? key === "address" : PROSE.has(key)) return true;
  return typeof value === "string" && (value.length > LONG || value.includes("\n"));
};

/** As the first word of a line. */
const upper = (told: string): string => told.charAt(0).toUpperCase() + told.slice(1);

/** In words, where a value is a word of the language. */
export function choicesIn(key: string, choices: readonly string[]) {
  const { roles } = w.shell.account;
  const told: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...w.settings.choices,
    class: w.inspector.class,
    ...Object.fromEntries(Object.keys(w.drafts.publish.kinds).map((kind) => [kind, roles])),
  };
  return choices.map((value) => ({ value, label: upper(told[key]?.[value] ?? value) }));
}

interface InputProps {
  field: Described;
  error: string | undefined;
  readOnly: boolean;
  choices: readonly string[] | undefined;
  /** A condition: what it says, and how many people it holds for today, stand beside it. */
  code: boolean;
  onValue: (value: Value) => void;
}

/** How many belong to it, for whoever may ask; to others nothing comes and goes again. */
const Belonging = (props: { when: string; wrong: boolean }) =>
  useMay("author") ? <AudienceCount {...props} /> : null;

function Input({ field: { leaf, label, help }, error, readOnly, choices, code, onValue }: InputProps) {
  const { value, path } = leaf;
  // As it was at first: another control would take the keyboard from whoever writes a long text.
  const [lines] = useState(() => hasLines(leaf));
  const told = { label, description: help || undefined, error };
  if (typeof value === "boolean") {
    const change = (checked: boolean) => onValue(checked);
    return (
      <Checkbox
        {...told}
        checked={value}
        disabled={readOnly}
        onChange={(e) => change(e.currentTarget.checked)}
      />
    );
  }
  if (typeof value === "number") {
    const change = (next: string | number) => typeof next === "number" && onValue(next);
    return <NumberInput {...told} value={value} readOnly={readOnly} onChange={change} />;
  }
  const text = { ...told, value, readOnly };
  const change = (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value);
  if (choices?.includes(value)) {
    return (
      <NativeSelect
        {...told}
        value={value}
        disabled={readOnly}
        data={choicesIn(path.at(-1) ?? "", choices)}
        onChange={change}
      />
    );
  }
  if (code) {
    const said = conditionWords(value);
    return (
      <>
        <Textarea
          {...text}
          description={said.exact && value !== "" ? upper(said.words) : text.description}
          classNames={{ input: classes.code }}
          autosize
          minRows={1}
          spellCheck={false}
          onChange={change}
        />
        <Belonging when={value} wrong={error !== undefined} />
      </>
    );
  }
  if (lines) return <Textarea {...text} autosize minRows={2} onChange={change} />;
  return <TextInput {...text} onChange={change} />;
}

/** Around the control: its place, and a way to take it away where it may go. */
function Frame({ field: { leaf, label }, children }: { field: Described; children: ReactNode }) {
  const { shape, readOnly, remove } = useBench();
  const goes = !readOnly && mayGo(shape, leaf.path);
  return (
    <div className={classes.field} data-path={leaf.path.join(".")}>
      {children}
      {goes && (
        <CloseButton
          className={classes.away}
          size="xs"
          aria-label={w.settings.remove(label)}
          onClick={() => remove(leaf.path, label)}
        />
      )}
    </div>
  );
}

export function Field({ field }: { field: Described }) {
  const { document, shape, source, wrong, readOnly, run } = useBench();
  const { leaf } = field;
  const at = shapeAt(shape, leaf.path);
  const write = (value: Value) =>
    void run((draft) => rewritten(draft, writeLeaf(source, leaf, value), leaf.path.join(".")));
  return (
    <Frame field={field}>
      <Input
        field={field}
        error={wrong.get(leaf.from)}
        readOnly={readOnly}
        code={document === "segments"}
        choices={at?.is === "value" ? at.choices : undefined}
        onValue={write}
      />
    </Frame>
  );
}
