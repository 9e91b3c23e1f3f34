// Rules that are knowingly not kept: which, why, who answers for it, and until when.
import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { w } from "~/words";
import { asFields } from "../../model/words";
import { FieldGroup, type FieldProps, useField } from "../form/Field";
import { useForm } from "../form/Form";
import classes from "../form/Form.module.css";
import { useTyped } from "../form/useTyped";
import { labelOf } from "../schema/facts";
import { ItemHead } from "./ItemHead";
import { told } from "./simple";

interface PartProps {
  at: FieldProps["at"];
  name: "rule" | "reason" | "by" | "until";
  value: string;
}

function Part({ at, name, value }: PartProps) {
  const form = useForm();
  const typed = useTyped(value, (words) => form.set([...at, name], words));
  return (
    <TextInput
      label={labelOf("allow", name)}
      type={name === "until" ? "date" : "text"}
      placeholder={name === "rule" ? w.inspector.allow.rule : undefined}
      value={typed.value}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
      onBlur={typed.onBlur}
    />
  );
}

const yearAhead = () => {
  const day = new Date();
  day.setFullYear(day.getFullYear() + 1);
  return day.toISOString().slice(0, 10);
};

export function AllowField(props: FieldProps) {
  const { set } = useField(props);
  const form = useForm();
  const entries = Array.isArray(props.value)
    ? props.value.map((entry, index) => ({ entry: asFields(entry) ?? {}, index }))
    : [];
  const fresh = { rule: "", reason: "", by: "", until: yearAhead() };
  return (
    <FieldGroup props={props}>
      <ol className={`${classes.list} ${classes.whole}`}>
        {entries.map(({ entry, index }) => (
          <li key={index} className={classes.item}>
            <ItemHead
              words={told(entry.rule) || `${index + 1}`}
              onRemove={() =>
                entries.length > 1 ? form.set([...props.at, index], undefined) : set(undefined)
              }
            />
            {(["rule", "reason", "by", "until"] as const).map((name) => (
              <Part key={name} at={[...props.at, index]} name={name} value={told(entry[name])} />
            ))}
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconPlus size={12} stroke={2} />}
        onClick={() => (entries.length > 0 ? form.set([...props.at, entries.length], fresh) : set([fresh]))}
      >
        {w.inspector.allow.add}
      </Button>
    </FieldGroup>
  );
}
