// The form of a task for somebody of the staff.
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { DurationField } from "../../inspector/widgets/DurationField";
import { QueueField } from "../../inspector/widgets/QueueField";
import { ProseField, TextField } from "../../inspector/widgets/simple";
import type { EditorProps } from "../editor";

const SPECS: FieldSpec[] = [
  { name: "title", control: TextField },
  { name: "queue", control: QueueField },
  { name: "details", control: ProseField },
  { name: "due", control: DurationField },
  { name: "escalate", control: QueueField },
];

export const Editor = ({ step, rest }: EditorProps) => (
  <Fields owner="step-task" specs={[...SPECS, ...rest]} values={step.fields} />
);
