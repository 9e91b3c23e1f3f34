// A time of day by itself.
import { TextInput } from "@mantine/core";
import { FieldFrame, type FieldProps } from "../form/Field";
import { told, useInput } from "./simple";

export function ClockField(props: FieldProps) {
  const { parts, set } = useInput(props);
  return (
    <FieldFrame props={props}>
      <TextInput
        {...parts}
        type="time"
        value={told(props.value)}
        onChange={(event) => event.currentTarget.value && set(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}
