// The form of a note in the record: fields and their new values, tags.
import { Button, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { w } from "~/words";
import { FieldGroup, type FieldProps } from "../../inspector/form/Field";
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { useForm } from "../../inspector/form/Form";
import classes from "../../inspector/form/Form.module.css";
import { useTyped } from "../../inspector/form/useTyped";
import { ItemHead } from "../../inspector/widgets/ItemHead";
import { TagsField } from "../../inspector/widgets/simple";
import { asFields, fieldWords } from "../../model/words";
import { written } from "../definition";
import type { EditorProps } from "../editor";

/** Whole numbers and yes or no stay what they are; all else is words. */
function typedValue(words: string): string | number | boolean {
  if (/^-?[0-9]{1,9}$/.test(words)) return Number(words);
  return words === "true" || words === "false" ? words === "true" : words;
}

function NewValue({ at, value }: { at: FieldProps["at"]; value: unknown }) {
  const { set } = useForm();
  const typed = useTyped(written(value), (words) => set(at, typedValue(words.trim())));
  return (
    <TextInput
      label={w.inspector.update.value}
      value={typed.value}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
      onBlur={typed.onBlur}
    />
  );
}

function SetField(props: FieldProps) {
  const { vocabulary, set } = useForm();
  const entries = Object.entries(asFields(props.value) ?? {});
  const open = vocabulary.fields.filter(
    ({ name, data_class }) =>
      ["operational", "preference"].includes(data_class) &&
      /^patient\./.test(name) &&
      name !== "patient.tags",
  );
  const free = open.filter(({ name }) => !entries.some(([field]) => field === name));
  const write = (next: [string, unknown][]) =>
    set(props.at, next.length ? (Object.fromEntries(next) as Record<string, string>) : undefined);
  return (
    <FieldGroup props={props}>
      {entries.map(([field, value], place) => (
        <div key={field} className={`${classes.item} ${classes.whole}`}>
          <ItemHead
            words={fieldWords(field)}
            onRemove={() => write(entries.filter(([name]) => name !== field))}
          />
          <Select
            label={w.inspector.update.field}
            allowDeselect={false}
            data={[...new Set([field, ...free.map(({ name }) => name)])].map((name) => ({
              value: name,
              label: `${fieldWords(name)} (${name})`,
            }))}
            value={field}
            onChange={(name) =>
              name && write(entries.map((one, at) => (at === place ? [name, one[1]] : one)))
            }
          />
          <NewValue at={[...props.at, field]} value={value} />
        </div>
      ))}
      {free[0] && (
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconPlus size={12} stroke={2} />}
          onClick={() => write([...entries, [free[0]?.name ?? "patient.language", "en"]])}
        >
          {w.inspector.update.add}
        </Button>
      )}
    </FieldGroup>
  );
}

const SPECS: FieldSpec[] = [
  { name: "set", control: SetField },
  { name: "tag", control: TagsField },
  { name: "untag", control: TagsField },
];

export const Editor = ({ step, rest }: EditorProps) => (
  <Fields owner="step-update" specs={[...SPECS, ...rest]} values={step.fields} />
);
