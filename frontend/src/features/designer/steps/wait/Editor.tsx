// The form of a wait: a while, a moment or an open window, exactly one of them.
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { useForm } from "../../inspector/form/Form";
import { AnchorField } from "../../inspector/widgets/AnchorField";
import { DurationField } from "../../inspector/widgets/DurationField";
import { WindowField } from "../../inspector/widgets/WindowField";
import { setFields } from "../../model/editing";
import type { EditorProps } from "../editor";

const WAYS = {
  for: { control: DurationField, fresh: "3d" },
  until: {
    control: AnchorField,
    fresh: { before: "appointment.start", by: "1d", if_past: "continue" },
  },
  window: { control: WindowField, fresh: { days: "mon-fri", from: "09:00", to: "17:00" } },
} as const;

type Way = keyof typeof WAYS;
const ALL: Way[] = ["for", "until", "window"];

export function Editor({ step, rest }: EditorProps) {
  const form = useForm();
  const way = ALL.find((one) => step.fields[one] !== undefined) ?? "for";
  const specs: FieldSpec[] = [{ name: way, control: WAYS[way].control, always: true }];
  const choose = (next: Way) =>
    next !== way &&
    form.run((draft) =>
      setFields(draft, {
        step: step.id,
        fields: { [way]: undefined, [next]: WAYS[next].fresh },
      }),
    );
  return (
    <>
      <Segments
        size="xs"
        fullWidth
        spaced
        aria-label={w.inspector.wait.how}
        data={ALL.map((value) => ({ value, label: w.inspector.wait[value] }))}
        value={way}
        onChange={(next) => choose(next as Way)}
      />
      <Fields owner="step-wait" specs={[...specs, ...rest]} values={step.fields} />
    </>
  );
}
