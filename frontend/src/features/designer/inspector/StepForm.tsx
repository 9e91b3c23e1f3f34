// Everything that can be set at one step: the form of its kind, its name, notes, rules not kept.
import type { Problem } from "~/api/types";
import { w } from "~/words";
import type { Step } from "../model/document";
import { editorOf } from "../steps/editors";
import { useDesigner } from "../store";
import type { FieldSpec } from "./form/Fields";
import { Form } from "./form/Form";
import classes from "./form/Form.module.css";
import { IdField } from "./IdField";
import { NewWays } from "./NewWays";
import { useVocabulary } from "./vocabulary";
import { AllowField } from "./widgets/AllowField";
import { ProseField } from "./widgets/simple";

const REST: FieldSpec[] = [
  { name: "notes", control: ProseField },
  { name: "allow", control: AllowField },
];

interface Props {
  slug: string;
  step: Step;
  problems: readonly Problem[];
}

export function StepForm({ slug, step, problems }: Props) {
  const vocabulary = useVocabulary(slug);
  const { slips } = useDesigner();
  const Editor = editorOf(step.kind);
  if (!Editor) return null;
  const unreadable = slips.length > 0;
  return (
    <Form step={step.id} fields={step.fields} problems={problems} vocabulary={vocabulary}>
      {unreadable && (
        <p className={classes.unreadable} role="status">
          {w.inspector.unreadable}
        </p>
      )}
      <fieldset className={classes.all} disabled={unreadable} key={step.id}>
        <Editor step={step} rest={REST} />
        <NewWays step={step} />
        <IdField id={step.id} />
      </fieldset>
    </Form>
  );
}
