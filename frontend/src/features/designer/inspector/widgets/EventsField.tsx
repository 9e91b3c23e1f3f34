// Events by what they mean: one of them, or several.
import { MultiSelect, Select } from "@mantine/core";
import { w } from "~/words";
import { asList, eventWords } from "../../model/words";
import { FieldFrame, type FieldProps } from "../form/Field";
import { EVENTS } from "../schema/facts";
import { told, useInput } from "./simple";

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** With those that are written and that we do not know. */
export const eventOptions = (written: readonly string[]) =>
  [...EVENTS, ...written.filter((event) => event && !EVENTS.includes(event))].map((value) => ({
    value,
    label: capital(eventWords(value)),
  }));

export function EventField(props: FieldProps) {
  const { parts, set } = useInput(props);
  return (
    <FieldFrame props={props}>
      <Select
        {...parts}
        searchable
        allowDeselect={false}
        placeholder={w.inspector.choose}
        data={eventOptions([told(props.value)])}
        value={told(props.value) || null}
        onChange={(event) => event && set(event)}
      />
    </FieldFrame>
  );
}

interface EventsProps {
  props: FieldProps;
  onChange: (events: string[]) => void;
}

export function EventsInput({ props, onChange }: EventsProps) {
  const { parts } = useInput(props);
  const events = asList(props.value);
  return (
    <FieldFrame props={props}>
      <MultiSelect
        {...parts}
        searchable
        hidePickedOptions
        data={eventOptions(events)}
        value={events}
        onChange={(chosen) => chosen.length > 0 && onChange(chosen)}
      />
    </FieldFrame>
  );
}

/** One is written as a word, several as a list; a list stays one. */
export function EventsField(props: FieldProps) {
  const { set } = useInput(props);
  const write = (events: string[]) =>
    set(events.length === 1 && !Array.isArray(props.value) ? events[0] : events);
  return <EventsInput props={props} onChange={write} />;
}

/** `exit` is a list of `{on: event}`. */
export function ExitField(props: FieldProps) {
  const { set } = useInput(props);
  const entries = Array.isArray(props.value) ? props.value : [];
  const events = entries.flatMap((entry) => (typeof entry?.on === "string" ? [entry.on as string] : []));
  return (
    <EventsInput
      props={{ ...props, value: events }}
      onChange={(chosen) => set(chosen.map((on) => ({ on })))}
    />
  );
}
