// A moment in words: "7 days before the visit, at 10:00, patient's time; if already past: skip", with an example.
import { NativeSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { w } from "~/words";
import type { Fields } from "../../model/document";
import { asFields, fieldWords } from "../../model/words";
import { FieldGroup, type FieldProps, useField } from "../form/Field";
import { useForm } from "../form/Form";
import classes from "../form/Form.module.css";
import { choicesOf, choiceWords, labelOf } from "../schema/facts";
import { readDuration, writeDuration } from "../values/duration";
import { exampleStart, momentOf, momentWords } from "../values/moment";
import { DurationInputs } from "./DurationField";
import { told } from "./simple";

const USUAL = "appointment.start";
const DAY = "1d";

type Side = "before" | "after";

/** What moments can hang on: every timestamp of the dictionary. */
export function useTimestamps(current: string): { value: string; label: string }[] {
  const { vocabulary } = useForm();
  const names = vocabulary.fields.filter(({ type }) => type === "timestamp").map(({ name }) => name);
  const all = current && !names.includes(current) ? [...names, current] : names;
  return all.map((name) => ({ value: name, label: fieldWords(name) }));
}

const sideOf = (anchor: Fields): Side => ("before" in anchor ? "before" : "after");

export function AnchorPreview({ anchor }: { anchor: Fields }) {
  const start = exampleStart(new Date());
  const moment = momentOf(anchor, start);
  const field = told(anchor[sideOf(anchor)]);
  if (!moment || !field) return null;
  return (
    <p className={classes.preview} aria-live="polite">
      {w.inspector.moment.preview(fieldWords(field), momentWords(start), momentWords(moment))}
    </p>
  );
}

/** Changes one part; what is written shorter, or not at all, is written whole. */
function usePart(props: FieldProps, anchor: Fields) {
  const form = useForm();
  const whole = asFields(form.valueAt(props.at)) === null;
  return (name: string, value: string | undefined) =>
    whole
      ? form.set(props.at, { ...(anchor as Record<string, string>), [name]: value })
      : form.set([...props.at, name], value);
}

interface PartsProps {
  props: FieldProps;
  anchor: Fields;
  label: string;
}

/** By how much, before or after, and what. */
function Shift({ props, anchor, label }: PartsProps) {
  const form = useForm();
  const put = usePart(props, anchor);
  const side = sideOf(anchor);
  const field = told(anchor[side]) || USUAL;
  const timestamps = useTimestamps(field);
  // Who types a nought on the way to another number keeps the field.
  const [shifts, setShifts] = useState(anchor.by != null);
  const exact = anchor.by == null && !shifts;
  const turn = (to: Side | "exactly") => {
    const { [side]: _old, by, ...rest } = anchor as Record<string, string>;
    setShifts(to !== "exactly");
    form.set(
      props.at,
      to === "exactly" ? { [side]: field, ...rest } : { [to]: field, by: by ?? DAY, ...rest },
    );
  };
  const { before, after, exactly, sameDay } = w.inspector.moment;
  return (
    <>
      {!exact && (
        <DurationInputs
          value={readDuration(anchor.by) ?? { amount: 0, unit: "d" }}
          label={label}
          onChange={(by) => put("by", by.amount === 0 ? undefined : writeDuration(by))}
        />
      )}
      <NativeSelect
        className={classes.grow}
        aria-label={w.inspector.moment.side}
        data={[
          { value: "before", label: before },
          { value: "exactly", label: anchor.clock == null ? exactly : sameDay },
          { value: "after", label: after },
        ]}
        value={exact ? "exactly" : side}
        onChange={(event) => turn(event.currentTarget.value as Side | "exactly")}
      />
      <Select
        className={classes.grow}
        aria-label={w.inspector.moment.of}
        allowDeselect={false}
        searchable
        data={timestamps}
        value={field}
        onChange={(name) => name && put(side, name)}
      />
    </>
  );
}

function Clock({ props, anchor, open }: Omit<PartsProps, "label"> & { open: boolean }) {
  const put = usePart(props, anchor);
  const choice = (name: "zone" | "if_past") => (
    <NativeSelect
      className={classes.grow}
      label={labelOf("anchor", name)}
      data={[
        ...(name === "if_past" && anchor.if_past == null ? [{ value: "", label: w.inspector.choose }] : []),
        ...choicesOf("anchor", name).map((value) => ({ value, label: choiceWords(name, value) })),
      ]}
      value={told(anchor[name]) || (name === "zone" ? "patient" : "")}
      onChange={(event) => put(name, event.currentTarget.value || undefined)}
    />
  );
  return (
    <>
      <TextInput
        className={classes.grow}
        type="time"
        label={labelOf("anchor", "clock")}
        value={told(anchor.clock)}
        onChange={(event) => put("clock", event.currentTarget.value || undefined)}
      />
      {choice("zone")}
      {open && choice("if_past")}
    </>
  );
}

interface AnchorPartsProps {
  props: FieldProps;
  /** Whether it matters what happens when the moment has passed already. */
  open?: boolean;
}

/** The parts of a moment without a frame, for controls that have other ways, too. */
export function AnchorParts({ props, open = true }: AnchorPartsProps) {
  const { label } = useField(props);
  const anchor = asFields(props.value) ?? { before: USUAL };
  return (
    <>
      <Shift props={props} anchor={anchor} label={label} />
      <Clock props={props} anchor={anchor} open={open} />
    </>
  );
}

export function AnchorField(props: FieldProps) {
  const anchor = asFields(props.value);
  return (
    <FieldGroup props={props} below={anchor && <AnchorPreview anchor={anchor} />}>
      <AnchorParts props={props} />
    </FieldGroup>
  );
}
