// Every value of a document as a field with its explanation. Writing one changes only its own characters.
import { Checkbox, NativeSelect, NumberInput, Text, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { Section } from "~/parts/Page";
import { w } from "~/words";
import { arranged, type Field as Described, type Descriptions, type Thing } from "./arranged";
import { leavesOf, type Value, writeLeaf } from "./leaves";
import classes from "./Settings.module.css";

interface Props {
  source: string;
  known: Descriptions;
  /** What is wrong, by the place where a value begins. */
  wrong: ReadonlyMap<number, string>;
  onSource: (source: string) => void;
  readOnly: boolean;
}

const CHOICES: Record<string, string[]> = {
  opt: ["out", "in"],
  type: ["string", "int", "bool", "double", "timestamp", "list(string)"],
  class: ["operational", "preference", "demographic", "identifier", "clinical", "protected"],
};
const LONG = 60; // characters from which a text is given lines

interface FieldProps {
  field: Described;
  error: string | undefined;
  readOnly: boolean;
  onValue: (value: Value) => void;
}

function Field({ field: { leaf, label, help }, error, readOnly, onValue }: FieldProps) {
  const { value, path } = leaf;
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
  const choices = path.length > 1 ? CHOICES[path.at(-1) ?? ""] : undefined;
  const text = { ...told, value, readOnly };
  const change = (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value);
  if (choices?.includes(value)) {
    return <NativeSelect {...told} value={value} disabled={readOnly} data={choices} onChange={change} />;
  }
  if (value.length > LONG) return <Textarea {...text} autosize minRows={2} onChange={change} />;
  return <TextInput {...text} onChange={change} />;
}

function Fieldset({ thing, children }: { thing: Thing; children: ReactNode }) {
  if (thing.title === "") return <div className={classes.fields}>{children}</div>;
  return (
    <fieldset className={classes.thing}>
      <legend>{thing.title}</legend>
      <div className={classes.fields}>{children}</div>
    </fieldset>
  );
}

export function Fields({ source, known, wrong, onSource, readOnly }: Props) {
  const leaves = leavesOf(source);
  if (leaves === null) return <Text c="dimmed">{w.settings.unreadable}</Text>;
  if (leaves.length === 0) return <Text c="dimmed">{w.settings.none}</Text>;
  return arranged(leaves, known).map((block) => (
    <Section key={block.key} title={block.title || w.settings.groups.top}>
      {block.help && <p className={classes.help}>{block.help}</p>}
      {block.things.map((thing) => (
        <Fieldset key={thing.key} thing={thing}>
          {thing.fields.map((field) => (
            <Field
              key={field.leaf.path.join(".")}
              field={field}
              error={wrong.get(field.leaf.from)}
              readOnly={readOnly}
              onValue={(value) => onSource(writeLeaf(source, field.leaf, value))}
            />
          ))}
        </Fieldset>
      ))}
    </Section>
  ));
}
