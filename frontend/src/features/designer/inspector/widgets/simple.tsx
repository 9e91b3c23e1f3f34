// Controls of one part: words, prose, numbers, choices, yes or no, lists of words.
import { NativeSelect, NumberInput, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import { w } from "~/words";
import { asList } from "../../model/words";
import { FieldFrame, type FieldProps, useField } from "../form/Field";
import { useTyped } from "../form/useTyped";
import { choiceHelp, choicesOf, choiceWords, factsOf } from "../schema/facts";

export const told = (value: unknown): string =>
  value == null || typeof value === "object" ? "" : String(value);

/** Props that tie Mantine's inputs to the field's words. */
export function useInput(props: FieldProps) {
  const { label, help, problems, set } = useField(props);
  const wrong = problems.some(({ severity }) => severity === "error");
  return { parts: { label, description: help || undefined, error: wrong }, set };
}

export function TextField(props: FieldProps) {
  const { parts, set } = useInput(props);
  const required = factsOf(props.owner, String(props.at.at(-1))).required;
  const typed = useTyped(told(props.value), set, { clear: required ? undefined : () => set(undefined) });
  return (
    <FieldFrame props={props}>
      <TextInput
        {...parts}
        value={typed.value}
        onChange={(event) => typed.onChange(event.currentTarget.value)}
        onBlur={typed.onBlur}
      />
    </FieldFrame>
  );
}

export function ProseField(props: FieldProps) {
  const { parts, set } = useInput(props);
  const typed = useTyped(told(props.value), set, { clear: () => set(undefined) });
  return (
    <FieldFrame props={props}>
      <Textarea
        {...parts}
        rows={3}
        resize="vertical"
        value={typed.value}
        onChange={(event) => typed.onChange(event.currentTarget.value)}
        onBlur={typed.onBlur}
      />
    </FieldFrame>
  );
}

export function NumberField(props: FieldProps) {
  const { parts, set } = useInput(props);
  const number = Number(props.value);
  return (
    <FieldFrame props={props}>
      <NumberInput
        {...parts}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        value={props.value == null || Number.isNaN(number) ? "" : number}
        placeholder={factsOf(props.owner, String(props.at.at(-1))).default}
        onChange={(value) => typeof value === "number" && value >= 1 && set(value)}
      />
    </FieldFrame>
  );
}

interface Option {
  value: string;
  label: string;
}

interface SelectProps {
  props: FieldProps;
  options: readonly Option[];
  /** The words for nothing written. */
  nothing?: string;
  /** Below: what the choice means. */
  means?: string;
}

/** One of several. A value that is no choice is shown as it is written. */
export function SelectField({ props, options, nothing, means }: SelectProps) {
  const { parts, set } = useInput(props);
  const value = told(props.value);
  const known = value === "" || options.some((option) => option.value === value);
  const data = [
    ...(nothing !== undefined || value === "" ? [{ value: "", label: nothing ?? w.inspector.choose }] : []),
    ...(known ? [] : [{ value, label: value }]),
    ...options,
  ];
  return (
    <FieldFrame props={props}>
      <NativeSelect
        {...parts}
        description={means || parts.description}
        data={data}
        value={value}
        onChange={(event) => set(event.currentTarget.value || undefined)}
      />
    </FieldFrame>
  );
}

/** One of the words the schema knows. */
export function ChoiceField(props: FieldProps) {
  const name = String(props.at.at(-1));
  const { default: usual } = factsOf(props.owner, name);
  const options = choicesOf(props.owner, name).map((value) => ({ value, label: choiceWords(name, value) }));
  const means = choiceHelp(name, told(props.value) || usual || "");
  const nothing = usual ? choiceWords(name, usual) : undefined;
  const rest = usual ? options.filter(({ value }) => value !== usual || props.value === usual) : options;
  return (
    <SelectField
      props={props}
      options={rest}
      nothing={props.value === usual ? undefined : nothing}
      means={means}
    />
  );
}

export function SwitchField(props: FieldProps) {
  const { parts, set } = useInput(props);
  return (
    <FieldFrame props={props}>
      <Switch
        {...parts}
        checked={props.value === true}
        onChange={(event) => set(event.currentTarget.checked || undefined)}
      />
    </FieldFrame>
  );
}

const TAG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export function TagsField(props: FieldProps) {
  const { parts, set } = useInput(props);
  return (
    <FieldFrame props={props}>
      <TagsInput
        {...parts}
        value={asList(props.value)}
        placeholder={w.inspector.update.tags}
        onChange={(tags) => {
          const fit = tags.filter((tag) => TAG.test(tag));
          set(fit.length > 1 ? fit : fit[0]);
        }}
      />
    </FieldFrame>
  );
}
