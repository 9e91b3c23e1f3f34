// The settings of the journey itself: what it is for, who enters and leaves, what counts, when it may write.
import { useMemo } from "react";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import type { Fields as Values } from "../model/document";
import { readSource } from "../model/source/source";
import { plain } from "../model/source/tree";
import { asFields } from "../model/words";
import { useDesigner } from "../store";
import { EnrollField } from "./EnrollField";
import { FieldGroup, type FieldProps } from "./form/Field";
import { type FieldSpec, Fields } from "./form/Fields";
import { Form } from "./form/Form";
import classes from "./form/Form.module.css";
import { useVocabulary } from "./vocabulary";
import { AllowField } from "./widgets/AllowField";
import { WithinField } from "./widgets/bounds";
import { EventField, ExitField } from "./widgets/EventsField";
import { TopicField } from "./widgets/names";
import { ChoiceField, NumberField, ProseField, TextField } from "./widgets/simple";
import { WindowField } from "./widgets/WindowField";

const GOAL: FieldSpec[] = [
  { name: "on", control: EventField },
  { name: "within", control: WithinField },
];

const BRAKES: FieldSpec[] = [
  "sends_per_hour",
  "bounces_percent",
  "complaints_percent",
  "opt_outs_percent",
].map((name) => ({ name, control: NumberField }));

/** A field that has fields of its own. */
const block = (owner: string, specs: readonly FieldSpec[]) =>
  function Block(props: FieldProps) {
    return (
      <FieldGroup props={props}>
        <div className={classes.whole}>
          <Fields owner={owner} specs={specs} within={props.at} values={asFields(props.value) ?? {}} />
        </div>
      </FieldGroup>
    );
  };

const SPECS: FieldSpec[] = [
  { name: "title", control: TextField },
  { name: "purpose", control: ChoiceField, always: true },
  { name: "topic", control: TopicField, always: true },
  { name: "owner", control: TextField, always: true },
  { name: "enroll", control: EnrollField },
  { name: "exit", control: ExitField },
  { name: "goal", control: block("goal", GOAL) },
  { name: "send_window", control: WindowField },
  { name: "brakes", control: block("brakes", BRAKES) },
  { name: "paid_by", control: TextField },
  { name: "notes", control: ProseField },
  { name: "allow", control: AllowField },
];

/** What the journey says beside its steps; what was last readable, while it is not. */
function useTop(text: string): Values {
  return useMemo(() => {
    const { root } = readSource(text);
    if (root?.type !== "map") return {};
    return plain({ ...root, entries: root.entries.filter(({ key }) => key !== "steps") }) as Values;
  }, [text]);
}

export function JourneyForm({ slug, problems }: { slug: string; problems: readonly Problem[] }) {
  const { text, slips } = useDesigner();
  const vocabulary = useVocabulary(slug);
  const values = useTop(text);
  const unreadable = slips.length > 0;
  return (
    <Form step={null} fields={values} problems={problems} vocabulary={vocabulary}>
      {unreadable ? (
        <p className={classes.unreadable} role="status">
          {w.inspector.unreadable}
        </p>
      ) : (
        <Fields owner="journey" specs={SPECS} values={values} />
      )}
    </Form>
  );
}
