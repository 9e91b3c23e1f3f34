// The form of waiting for something: for which events, until when, and which of them counts.

import type { FieldProps } from "../../inspector/form/Field";
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { useForm } from "../../inspector/form/Form";
import { EventsInput } from "../../inspector/widgets/EventsField";
import { MomentOrWhileField } from "../../inspector/widgets/MomentOrWhileField";
import { ChoiceField } from "../../inspector/widgets/simple";
import { removeEvent } from "../../model/editing";
import { asFields, asList } from "../../model/words";
import type { EditorProps } from "../editor";

/** An event that is taken away takes the steps of its way with it. */
function AwaitedField(props: FieldProps) {
  const { step, run, set, fields } = useForm();
  const change = (events: string[]) => {
    const gone = asList(props.value).find((event) => !events.includes(event));
    const handled = gone !== undefined && asFields(fields.on)?.[gone] !== undefined;
    if (handled && step !== null) run((draft) => removeEvent(draft, { step, event: gone }));
    else set(props.at, events);
  };
  return <EventsInput props={props} onChange={change} />;
}

const SPECS: FieldSpec[] = [
  { name: "for", control: AwaitedField },
  { name: "timeout", control: MomentOrWhileField },
  { name: "pick", control: ChoiceField, always: true },
];

export const Editor = ({ step, rest }: EditorProps) => (
  <Fields owner="step-await" specs={[...SPECS, ...rest]} values={step.fields} />
);
