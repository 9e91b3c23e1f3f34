// The form of an experiment: paths whose weights always add up to 100, the lot, the winner.
import { Button, NumberInput, Slider, Switch, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { w } from "~/words";
import { FieldGroup, FieldProblems, type FieldProps } from "../../inspector/form/Field";
import { type FieldSpec, Fields } from "../../inspector/form/Fields";
import { useForm } from "../../inspector/form/Form";
import classes from "../../inspector/form/Form.module.css";
import { reweighed } from "../../inspector/values/weights";
import { DurationField } from "../../inspector/widgets/DurationField";
import { ItemHead } from "../../inspector/widgets/ItemHead";
import { ChoiceField, NumberField, TextField } from "../../inspector/widgets/simple";
import { addPath, isId, removePath, renamePath, setWeights } from "../../model/editing";
import { asFields } from "../../model/words";
import type { EditorProps } from "../editor";

const WINNER: FieldSpec[] = [
  { name: "metric", control: ChoiceField },
  { name: "after", control: DurationField },
  { name: "confidence", control: NumberField },
  { name: "least", control: NumberField },
];

function WinnerField(props: FieldProps) {
  const form = useForm();
  const winner = asFields(props.value);
  return (
    <FieldGroup props={props}>
      {winner ? (
        <div className={classes.whole}>
          <Fields owner="winner" specs={WINNER} within={props.at} values={winner} />
        </div>
      ) : (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => form.set(props.at, { metric: "engaged", after: "14d" })}
        >
          {w.inspector.add}
        </Button>
      )}
    </FieldGroup>
  );
}

function PathName({ step, name }: { step: string; name: string }) {
  const { run } = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  const words = typed ?? name;
  const leave = () => {
    if (!isId(words)) return;
    if (words !== name) run((draft) => renamePath(draft, { step, name, to: words }));
    setTyped(null);
  };
  return (
    <TextInput
      className={classes.grow}
      aria-label={w.inspector.split.nameOf(name)}
      error={isId(words) ? null : w.inspector.idWrong}
      value={words}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter") leave();
        if (event.key !== "Escape" || typed === null) return;
        event.preventDefault(); // one more leaves the form
        setTyped(null);
      }}
    />
  );
}

interface WeightProps {
  label: string;
  weight: number;
  most: number;
  onWeigh: (weight: number) => void;
}

/** While it is typed in it may be empty; left, it shows what is written. */
function Weight({ label, weight, most, onWeigh }: WeightProps) {
  const [typed, setTyped] = useState<number | string | null>(null);
  return (
    <NumberInput
      className={classes.amount}
      aria-label={label}
      suffix=" %"
      min={1}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      value={typed ?? weight}
      onChange={(value) => {
        setTyped(value);
        if (typeof value === "number" && value >= 1) onWeigh(value);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

const SPECS: FieldSpec[] = [
  { name: "winner", control: WinnerField },
  { name: "seed", control: TextField },
];

export function Editor({ step, rest }: EditorProps) {
  const form = useForm();
  const paths = Object.entries(asFields(step.fields.paths) ?? {}).map(([name, path], place) => ({
    name,
    place,
    path: asFields(path) ?? {},
  }));
  const weights = Object.fromEntries(paths.map(({ name, path }) => [name, Number(path.weight) || 0]));
  const weigh = (name: string, wanted: number) =>
    wanted !== weights[name] &&
    form.run((draft) => setWeights(draft, { step: step.id, weights: reweighed(weights, name, wanted) }));
  return (
    <>
      <p className={classes.help}>{w.inspector.split.sum}</p>
      <ol className={classes.list}>
        {paths.map(({ name, place, path }) => (
          <li key={place} className={classes.item}>
            <ItemHead
              words={name}
              onRemove={
                paths.length > 2
                  ? () => form.run((draft) => removePath(draft, { step: step.id, name }))
                  : undefined
              }
            />
            <div className={classes.parts}>
              <PathName step={step.id} name={name} />
              <Weight
                label={w.inspector.split.weightOf(name)}
                weight={weights[name] ?? 0}
                most={101 - paths.length}
                onWeigh={(value) => weigh(name, value)}
              />
            </div>
            <Slider
              thumbLabel={w.inspector.split.weightOf(name)}
              label={null}
              size="sm"
              min={1}
              max={101 - paths.length}
              value={weights[name] ?? 0}
              onChange={(value) => weigh(name, value)}
            />
            <Switch
              size="xs"
              label={w.inspector.split.holdoutOf(name)}
              checked={path.holdout === true}
              onChange={(event) =>
                form.set(["paths", name, "holdout"], event.currentTarget.checked || undefined)
              }
            />
          </li>
        ))}
      </ol>
      <FieldProblems problems={form.problemsAt(["paths"])} />
      <Button
        variant="default"
        size="compact-sm"
        my={12}
        leftSection={<IconPlus size={14} stroke={2} />}
        onClick={() => form.run((draft) => addPath(draft, { step: step.id }))}
      >
        {w.inspector.split.add}
      </Button>
      <Fields owner="step-split" specs={[...SPECS, ...rest]} values={step.fields} />
    </>
  );
}
