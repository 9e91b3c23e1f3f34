// The form of a form in the portal: which one, and until when it is open.
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { FormsField } from "../../inspector/widgets/FormsField";
import { MomentOrWhileField } from "../../inspector/widgets/MomentOrWhileField";
import type { EditorProps } from "../editor";

const SPECS: FieldSpec[] = [
  { name: "questions", control: FormsField },
  { name: "expires", control: MomentOrWhileField },
];

export const Editor = ({ step, rest }: EditorProps) => (
  <Fields owner="step-form" specs={[...SPECS, ...rest]} values={step.fields} />
);
