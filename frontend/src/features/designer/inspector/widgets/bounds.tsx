// Bounds: so many in a time, what is noted of a mail, until when a goal counts, whether people may come again.
import { Checkbox, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { w } from "~/words";
import { asFields, asList, fieldWords } from "../../model/words";
import { FieldGroup, type FieldProps, useField } from "../form/Field";
import { useForm } from "../form/Form";
import classes from "../form/Form.module.css";
import { useTyped } from "../form/useTyped";
import { choiceHelp, choicesOf, choiceWords, labelOf } from "../schema/facts";
import { readDuration, writeDuration } from "../values/duration";
import { readAgain, readRamp, readWithin, writeAgain, writeWithin } from "../values/phrases";
import { useTimestamps } from "./AnchorField";
import { DurationInputs } from "./DurationField";
import { told } from "./simple";

export function CapField(props: FieldProps) {
  const { set } = useField(props);
  const form = useForm();
  const cap = asFields(props.value);
  const [count, per] = [Number(cap?.count ?? 1), told(cap?.per) || "7d"];
  const write = (name: "count" | "per", value: string | number) =>
    cap ? form.set([...props.at, name], value) : set({ count, per, [name]: value });
  return (
    <FieldGroup props={props}>
      <NumberInput
        className={classes.amount}
        aria-label={labelOf("cap", "count")}
        min={1}
        allowDecimal={false}
        value={cap ? count : ""}
        onChange={(value) => typeof value === "number" && value >= 1 && write("count", value)}
      />
      <span>{labelOf("cap", "per").toLowerCase()}</span>
      <DurationInputs
        value={cap ? readDuration(per) : null}
        label={labelOf("cap", "per")}
        onChange={(duration) => write("per", writeDuration(duration))}
      />
    </FieldGroup>
  );
}

export function TrackField(props: FieldProps) {
  const { set } = useField(props);
  const chosen = props.value === undefined ? ["clicks"] : asList(props.value);
  const choices = choicesOf(props.owner, "track");
  return (
    <FieldGroup props={props}>
      {choices.map((choice) => (
        <Checkbox
          key={choice}
          className={classes.whole}
          size="xs"
          label={choiceWords("track", choice)}
          description={choiceHelp("track", choice)}
          checked={chosen.includes(choice)}
          onChange={(event) =>
            set(
              choices.filter((one) => (one === choice ? event.currentTarget.checked : chosen.includes(one))),
            )
          }
        />
      ))}
    </FieldGroup>
  );
}

export function WithinField(props: FieldProps) {
  const { label, set } = useField(props);
  const within = readWithin(props.value) ?? { by: { amount: 30, unit: "d" as const }, since: "entry" };
  const own = within.since === "entry" || within.since === "send";
  const timestamps = useTimestamps(own ? "" : within.since);
  const since = [
    { value: "entry", label: w.inspector.goal.entry },
    { value: "send", label: w.inspector.goal.send },
    ...timestamps.map(({ value }) => ({ value, label: w.inspector.goal.field(fieldWords(value)) })),
  ];
  return (
    <FieldGroup props={props}>
      <DurationInputs
        value={within.by}
        label={label}
        onChange={(by) => set(writeWithin({ ...within, by }))}
      />
      <NativeSelect
        className={classes.whole}
        aria-label={w.inspector.goal.of}
        data={since}
        value={within.since}
        onChange={(event) => set(writeWithin({ ...within, since: event.currentTarget.value }))}
      />
    </FieldGroup>
  );
}

export function AgainField(props: FieldProps) {
  const { label, set } = useField(props);
  const again = readAgain(props.value) ?? { how: "never" as const };
  const words = w.inspector.enroll;
  const choose = (how: string) =>
    set(
      how === "after"
        ? writeAgain({ how: "after", by: { amount: 30, unit: "d" } })
        : writeAgain({ how: how === "exit" ? "exit" : "never" }),
    );
  return (
    <FieldGroup props={props}>
      <NativeSelect
        className={classes.grow}
        aria-label={label}
        data={(["never", "exit", "after"] as const).map((how) => ({ value: how, label: words[how] }))}
        value={again.how}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {again.how === "after" && (
        <DurationInputs
          value={again.by}
          label={label}
          onChange={(by) => set(writeAgain({ how: "after", by }))}
        />
      )}
    </FieldGroup>
  );
}

export function RampField(props: FieldProps) {
  const { label, set } = useField(props);
  const typed = useTyped(asList(props.value).join(", "), (words) => set(readRamp(words) ?? undefined), {
    clear: () => set(undefined),
    fits: (words) => readRamp(words) !== null,
  });
  return (
    <FieldGroup props={props}>
      <TextInput
        className={classes.whole}
        aria-label={label}
        placeholder={w.inspector.enroll.ramp}
        value={typed.value}
        onChange={(event) => typed.onChange(event.currentTarget.value)}
        onBlur={typed.onBlur}
      />
    </FieldGroup>
  );
}
