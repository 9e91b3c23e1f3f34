// Whose list a task appears on: one that is known, or a new one. A slip of the pen would make a list nobody looks at.
import { Autocomplete, type OptionsFilter } from "@mantine/core";
import { useState } from "react";
import { FieldFrame, type FieldProps } from "../form/Field";
import { useForm } from "../form/Form";
import { useTyped } from "../form/useTyped";
import { factsOf } from "../schema/facts";
import { told, useInput } from "./simple";

/** Those of published journeys and of the other tasks here; not what is being written. */
function useQueues(): string[] {
  const { vocabulary, steps, step } = useForm();
  const others = steps.filter(({ id, kind }) => kind === "task" && id !== step);
  const own = others.flatMap(({ fields }) => [fields.queue, fields.escalate].map(told));
  return [...new Set([...vocabulary.queues, ...own])].filter(Boolean).sort();
}

export function QueueField(props: FieldProps) {
  const { parts, set } = useInput(props);
  const required = factsOf(props.owner, String(props.at.at(-1))).required;
  const typed = useTyped(told(props.value), set, { clear: required ? undefined : () => set(undefined) });
  const [stood, setStood] = useState("");
  // Who comes to the field sees all of them; what is typed then leaves those that fit.
  const fitting: OptionsFilter = ({ options, search }) =>
    options.filter(
      (option) => search === stood || ("value" in option && option.value.includes(search.trim())),
    );
  return (
    <FieldFrame props={props}>
      <Autocomplete
        {...parts}
        data={useQueues()}
        filter={fitting}
        value={typed.value}
        onFocus={() => setStood(typed.value)}
        onChange={typed.onChange}
        onBlur={typed.onBlur}
      />
    </FieldFrame>
  );
}
