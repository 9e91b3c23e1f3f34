// The form of an e-mail.
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { AnchorField } from "../../inspector/widgets/AnchorField";
import { CapField, TrackField } from "../../inspector/widgets/bounds";
import { ExpiresField } from "../../inspector/widgets/MomentOrWhileField";
import { MessageField, TopicField } from "../../inspector/widgets/names";
import { ChoiceField, TextField } from "../../inspector/widgets/simple";
import { WindowField } from "../../inspector/widgets/WindowField";
import type { EditorProps } from "../editor";

const SPECS: FieldSpec[] = [
  { name: "message", control: MessageField },
  { name: "at", control: AnchorField, begins: { before: "appointment.start", by: "1d", if_past: "skip" } },
  { name: "expires", control: ExpiresField, begins: "appointment.start" },
  { name: "protect", control: ChoiceField, always: true },
  { name: "purpose", control: ChoiceField },
  { name: "topic", control: TopicField },
  { name: "window", control: WindowField },
  { name: "cap", control: CapField },
  { name: "collapse", control: TextField },
  { name: "track", control: TrackField },
  { name: "reply_to", control: TextField },
];

export const Editor = ({ step, rest }: EditorProps) => (
  <Fields owner="step-send" specs={[...SPECS, ...rest]} values={step.fields} />
);
