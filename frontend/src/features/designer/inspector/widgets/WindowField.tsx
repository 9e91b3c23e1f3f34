// Hours in which mail may leave: weekdays as chips, from and to, whose clock, holidays.
import { Chip, Group, NativeSelect, TextInput } from "@mantine/core";
import { w } from "~/words";
import { asFields } from "../../model/words";
import { FieldGroup, type FieldProps, useField } from "../form/Field";
import { useForm } from "../form/Form";
import classes from "../form/Form.module.css";
import { choicesOf, choiceWords, labelOf } from "../schema/facts";
import { DAYS, type Day, readDays, writeDays } from "../values/days";
import { told } from "./simple";

export function DayChips({
  value,
  label,
  set,
}: {
  value: unknown;
  label: string;
  set: (days: Day[]) => void;
}) {
  const chosen = value === undefined ? [...DAYS] : (readDays(value) ?? []);
  return (
    <Chip.Group multiple value={chosen} onChange={(days) => days.length > 0 && set(days as Day[])}>
      <Group gap={4} className={classes.whole} role="group" aria-label={label}>
        {DAYS.map((day) => (
          <Chip key={day} value={day} size="xs" radius="sm" variant="light">
            {w.inspector.days[day]}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

export function DaysField(props: FieldProps) {
  const { label, set } = useField(props);
  return (
    <FieldGroup props={props}>
      <DayChips value={props.value} label={label} set={(days) => set(writeDays(days))} />
    </FieldGroup>
  );
}

export function WindowField(props: FieldProps) {
  const form = useForm();
  const window = asFields(props.value) ?? {};
  const set = (name: string, value: string | string[] | undefined) =>
    asFields(props.value) ? form.set([...props.at, name], value) : form.set(props.at, { [name]: value });
  const time = (name: "from" | "to") => (
    <TextInput
      className={classes.grow}
      type="time"
      label={labelOf("window", name)}
      value={told(window[name])}
      onChange={(event) => set(name, event.currentTarget.value || undefined)}
    />
  );
  const choice = (name: "zone" | "holidays", usual: string) => (
    <NativeSelect
      className={classes.grow}
      label={labelOf("window", name)}
      data={choicesOf("window", name).map((value) => ({ value, label: choiceWords(name, value) }))}
      value={told(window[name]) || usual}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  );
  return (
    <FieldGroup props={props}>
      <DayChips
        value={window.days}
        label={labelOf("window", "days")}
        set={(days) => set("days", writeDays(days))}
      />
      {time("from")}
      {time("to")}
      {choice("zone", "patient")}
      {choice("holidays", "send")}
    </FieldGroup>
  );
}
