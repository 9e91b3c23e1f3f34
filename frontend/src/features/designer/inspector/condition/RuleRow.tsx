// One rule: what is asked, how it is compared, with what.
import { ActionIcon, NativeSelect, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { w } from "~/words";
import {
  asked,
  type FieldType,
  freshCall,
  freshFor,
  typeOf,
  type Way,
  wayOf,
  waysFor,
} from "../conditions/choices";
import {
  type Away,
  durationRaw,
  isAsked,
  type Leaf,
  type Operator,
  plainOf,
  quoted,
  type Since,
} from "../conditions/rules";
import { wayWords } from "../conditions/wayWords";
import form from "../form/Form.module.css";
import { readDuration, writeDuration } from "../values/duration";
import { DurationInputs } from "../widgets/DurationField";
import classes from "./Condition.module.css";
import { type Subjects, subjectOf } from "./subjects";

interface Props {
  leaf: Leaf;
  number: number;
  subjects: Subjects;
  onChange: (leaf: Leaf) => void;
  onRemove?: () => void;
}

export function RuleRow({ leaf, number, subjects, onChange, onRemove }: Props) {
  const subject = subjectOf(leaf);
  const type = leaf.is === "call" ? "bool" : (subjects.typeOf(leaf.field) ?? typeOf(leaf));
  const way = wayOf(leaf);
  const words = w.inspector.condition;
  const choose = (next: string | null) => {
    if (!next || next === subject) return;
    const name = next.replace("()", "");
    if (next.endsWith("()") && isAsked(name))
      onChange(
        freshCall(
          name,
          subjects.namesFor(name).map(({ value }) => value),
        ),
      );
    else onChange(freshFor(next, subjects.typeOf(next) ?? "string"));
  };
  const ask = (next: Way) =>
    onChange(leaf.is === "call" ? { ...leaf, not: next === "no" } : asked(leaf.field, type, next, leaf));
  return (
    <fieldset className={classes.rule} aria-label={`${words.rule} ${number}`}>
      <Select
        className={classes.subject}
        aria-label={words.subject}
        searchable
        allowDeselect={false}
        data={subjects.groups}
        value={subject}
        onChange={choose}
      />
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" aria-label={words.removeRule(number)} onClick={onRemove}>
          <IconX size={14} stroke={1.75} />
        </ActionIcon>
      )}
      <NativeSelect
        className={leaf.is === "call" && leaf.argument !== null ? form.amount : form.grow}
        aria-label={leaf.is === "call" ? words.answer : words.operator}
        data={waysFor(type, way).map((one) => ({ value: one, label: wayWords(one, leaf, type) }))}
        value={way}
        onChange={(event) => ask(event.currentTarget.value as Way)}
      />
      <Value leaf={leaf} type={type} subjects={subjects} onChange={onChange} />
    </fieldset>
  );
}

type ValueProps = Pick<Props, "leaf" | "subjects" | "onChange"> & { type: FieldType };

function Value({ leaf, type, subjects, onChange }: ValueProps) {
  const words = w.inspector.condition;
  switch (leaf.is) {
    case "flag":
      return null;
    case "call":
      return <Name leaf={leaf} subjects={subjects} onChange={onChange} />;
    case "away":
      return (
        <>
          <Comparison leaf={leaf} onChange={onChange} />
          <DurationInputs
            value={readDuration(plainOf(leaf.value))}
            label={words.value}
            only={["m", "h"]}
            onChange={(by) => onChange({ ...leaf, value: durationRaw(writeDuration(by), leaf.value) })}
          />
        </>
      );
    case "since":
      return (
        <>
          <Comparison leaf={leaf} onChange={onChange} />
          <Count value={leaf.value} onChange={(value) => onChange({ ...leaf, value })} />
        </>
      );
    case "among":
      return (
        <TagsInput
          className={form.whole}
          aria-label={words.values}
          value={leaf.values.map(plainOf)}
          onChange={(values) =>
            values.length > 0 &&
            onChange({ ...leaf, values: values.map((one) => quoted(one, leaf.values[0])) })
          }
        />
      );
    case "compare":
      if (leaf.value === "now") return null;
      if (type === "int" || type === "double")
        return <Count value={leaf.value} onChange={(value) => onChange({ ...leaf, value })} />;
      if (!/^["']/.test(leaf.value)) return <code>{leaf.value}</code>;
      return <Words value={leaf.value} onChange={(value) => onChange({ ...leaf, value })} />;
    default:
      return <Words value={leaf.value} onChange={(value) => onChange({ ...leaf, value })} />;
  }
}

function Comparison({ leaf, onChange }: { leaf: Away | Since; onChange: (leaf: Leaf) => void }) {
  const { ops, operator } = w.inspector.condition;
  const shown = (Object.keys(ops) as Operator[]).filter((op) => !/^[=!]=$/.test(op) || op === leaf.op);
  return (
    <NativeSelect
      className={form.grow}
      aria-label={operator}
      data={shown.map((value) => ({ value, label: ops[value] }))}
      value={leaf.op}
      onChange={(event) => onChange({ ...leaf, op: event.currentTarget.value as Operator })}
    />
  );
}

function Count({ value, onChange }: { value: string; onChange: (raw: string) => void }) {
  return (
    <NumberInput
      className={form.amount}
      aria-label={w.inspector.condition.value}
      value={Number(value)}
      onChange={(number) => typeof number === "number" && onChange(String(number))}
    />
  );
}

function Words({ value, onChange }: { value: string; onChange: (raw: string) => void }) {
  return (
    <TextInput
      className={form.grow}
      aria-label={w.inspector.condition.value}
      value={plainOf(value)}
      onChange={(event) => onChange(quoted(event.currentTarget.value, value))}
    />
  );
}

function Name({
  leaf,
  subjects,
  onChange,
}: Pick<Props, "subjects" | "onChange"> & { leaf: Extract<Leaf, { is: "call" }> }) {
  if (leaf.argument === null) return null;
  const current = plainOf(leaf.argument);
  const names = subjects.namesFor(leaf.name);
  const known = names.some(({ value }) => value === current);
  return (
    <Select
      className={form.grow}
      aria-label={w.inspector.condition.value}
      searchable
      allowDeselect={false}
      data={known || !current ? names : [{ value: current, label: current }, ...names]}
      value={current || null}
      onChange={(name) => name && onChange({ ...leaf, argument: quoted(name, leaf.argument ?? '"') })}
    />
  );
}
