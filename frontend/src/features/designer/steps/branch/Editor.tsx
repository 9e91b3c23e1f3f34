// The form of a decision: its cases, tried from top to bottom.
import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { w } from "~/words";
import { ConditionField } from "../../inspector/condition/ConditionField";
import { FieldProblems } from "../../inspector/form/Field";
import { Fields } from "../../inspector/form/Fields";
import { useForm } from "../../inspector/form/Form";
import classes from "../../inspector/form/Form.module.css";
import { useTyped } from "../../inspector/form/useTyped";
import { ItemHead } from "../../inspector/widgets/ItemHead";
import { addCase, moveCase, removeCase, renameCase } from "../../model/editing";
import { asFields } from "../../model/words";
import { written } from "../definition";
import type { EditorProps } from "../editor";

function CaseName({ step, index, name }: { step: string; index: number; name: string }) {
  const { run } = useForm();
  const typed = useTyped(
    name,
    (words) => void run((draft) => renameCase(draft, { step, index, name: words })),
  );
  return (
    <TextInput
      aria-label={w.inspector.branch.name(index + 1)}
      value={typed.value}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
      onBlur={typed.onBlur}
    />
  );
}

export function Editor({ step, rest }: EditorProps) {
  const { run, problemsAt } = useForm();
  const entries = Array.isArray(step.fields.cases) ? step.fields.cases : [];
  const cases = entries.map((entry, index) => ({ one: asFields(entry) ?? {}, index }));
  const move = (index: number, to: number) => run((draft) => moveCase(draft, { step: step.id, index, to }));
  return (
    <>
      <ol className={classes.list}>
        {cases.map(({ one, index }) => (
          <li key={index} className={classes.item}>
            <ItemHead
              words={w.inspector.branch.caseOf(index + 1)}
              onUp={index > 0 ? () => move(index, index - 1) : undefined}
              onDown={index < cases.length - 1 ? () => move(index, index + 1) : undefined}
              onRemove={
                cases.length > 1
                  ? () => run((draft) => removeCase(draft, { step: step.id, index }))
                  : undefined
              }
            />
            <CaseName step={step.id} index={index} name={written(one.name)} />
            <FieldProblems problems={problemsAt(["cases", index, "name"])} />
            <ConditionField owner="case" at={["cases", index, "when"]} value={one.when} />
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        size="compact-sm"
        my={12}
        leftSection={<IconPlus size={14} stroke={2} />}
        onClick={() => run((draft) => addCase(draft, { step: step.id }))}
      >
        {w.inspector.branch.add}
      </Button>
      <Fields owner="step-branch" specs={rest} values={step.fields} />
    </>
  );
}
