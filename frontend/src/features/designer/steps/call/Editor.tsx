// The form of a call: a connector or an address, exactly one, and what is told.
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { useForm } from "../../inspector/form/Form";
import { ConnectorField, DictionaryFieldsField } from "../../inspector/widgets/names";
import { TextField } from "../../inspector/widgets/simple";
import { setFields } from "../../model/editing";
import type { EditorProps } from "../editor";

export function Editor({ step, rest }: EditorProps) {
  const { run, vocabulary } = useForm();
  const way = step.fields.url === undefined ? "connector" : "url";
  const fresh = { connector: vocabulary.connectors[0]?.name ?? "", url: "https://" };
  const choose = (next: "connector" | "url") =>
    next !== way &&
    run((draft) =>
      setFields(draft, {
        step: step.id,
        fields: { [way]: undefined, [next]: fresh[next] },
      }),
    );
  const specs: FieldSpec[] = [
    { name: way, control: way === "url" ? TextField : ConnectorField, always: true },
    { name: "fields", control: DictionaryFieldsField },
  ];
  return (
    <>
      <Segments
        size="xs"
        fullWidth
        spaced
        aria-label={w.inspector.call.how}
        data={(["connector", "url"] as const).map((value) => ({ value, label: w.inspector.call[value] }))}
        value={way}
        onChange={(next) => choose(next as "connector" | "url")}
      />
      <Fields owner="step-call" specs={[...specs, ...rest]} values={step.fields} />
    </>
  );
}
