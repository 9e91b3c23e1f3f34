// The form of a loop: how often, how many times, and what ends it early.

import { Segments } from "~/parts/Segments";
import { ConditionField } from "../../inspector/condition/ConditionField";
import { FieldGroup, type FieldProps } from "../../inspector/form/Field";
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { useForm } from "../../inspector/form/Form";
import classes from "../../inspector/form/Form.module.css";
import { labelOf } from "../../inspector/schema/facts";
import { DurationField } from "../../inspector/widgets/DurationField";
import { EventField } from "../../inspector/widgets/EventsField";
import { NumberField } from "../../inspector/widgets/simple";
import { asFields } from "../../model/words";
import type { EditorProps } from "../editor";

function UntilField(props: FieldProps) {
  const form = useForm();
  const until = asFields(props.value) ?? {};
  const how = until.when === undefined ? "on" : "when";
  return (
    <FieldGroup props={{ ...props, label: labelOf("repeat", "until") }}>
      <Segments
        className={classes.whole}
        size="xs"
        fullWidth
        aria-label={labelOf("repeat", "until")}
        data={(["on", "when"] as const).map((value) => ({ value, label: labelOf("until", value) }))}
        value={how}
        onChange={(next) => form.set(props.at, next === "on" ? { on: "confirmed" } : { when: "confirmed()" })}
      />
      <div className={classes.whole}>
        {how === "on" ? (
          <EventField owner="until" at={[...props.at, "on"]} value={until.on} />
        ) : (
          <ConditionField owner="until" at={[...props.at, "when"]} value={until.when} />
        )}
      </div>
    </FieldGroup>
  );
}

const SPECS: FieldSpec[] = [
  { name: "every", control: DurationField },
  { name: "at_most", control: NumberField },
  { name: "until", control: UntilField },
];

export const Editor = ({ step, rest }: EditorProps) => (
  <Fields owner="step-repeat" specs={[...SPECS, ...rest]} values={step.fields} />
);
