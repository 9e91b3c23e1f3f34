// A while: a number and a unit.
import { NativeSelect, NumberInput } from "@mantine/core";
import { w } from "~/words";
import { FieldGroup, type FieldProps, useField } from "../form/Field";
import classes from "../form/Form.module.css";
import { type Duration, readDuration, UNITS, type Unit, writeDuration } from "../values/duration";

const OFFERED: readonly Unit[] = ["m", "h", "d", "w", "bd"];

interface InputsProps {
  value: Duration | null;
  label: string;
  onChange: (duration: Duration) => void;
  disabled?: boolean;
  /** Only these; the unit that is written is always there. */
  only?: readonly Unit[];
}

/** The two inputs alone, for controls that have a duration among other parts. */
export function DurationInputs({ value, label, onChange, disabled, only = OFFERED }: InputsProps) {
  const unit = value?.unit ?? (only.includes("d") ? "d" : "h");
  const units = UNITS.filter((one) => only.includes(one) || unit === one);
  return (
    <>
      <NumberInput
        className={classes.amount}
        aria-label={w.inspector.amount(label)}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        disabled={disabled}
        value={value?.amount ?? ""}
        onChange={(amount) =>
          typeof amount === "number" && amount !== value?.amount && onChange({ amount, unit })
        }
      />
      <NativeSelect
        className={classes.grow}
        aria-label={w.inspector.unit(label)}
        disabled={disabled}
        data={units.map((one) => ({ value: one, label: w.inspector.units[one] }))}
        value={unit}
        onChange={(event) =>
          onChange({ amount: value?.amount ?? 1, unit: event.currentTarget.value as Unit })
        }
      />
    </>
  );
}

export function DurationField(props: FieldProps) {
  const { label, set } = useField(props);
  return (
    <FieldGroup props={props}>
      <DurationInputs
        value={readDuration(props.value)}
        label={label}
        onChange={(duration) => set(writeDuration(duration))}
      />
    </FieldGroup>
  );
}
