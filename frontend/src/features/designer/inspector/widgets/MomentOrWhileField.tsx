// Either a while ("3 days") or a moment ("2 days after the visit"): how long something waits, or stays open.
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import { asFields } from "../../model/words";
import { FieldGroup, type FieldProps, useField } from "../form/Field";
import classes from "../form/Form.module.css";
import { readDuration, writeDuration } from "../values/duration";
import { AnchorParts, AnchorPreview } from "./AnchorField";
import { DurationInputs } from "./DurationField";

const MOMENT = { after: "appointment.end", by: "2d" };

/** A field's name alone, such as `appointment.start`, is the moment itself. */
const anchorOf = (value: unknown) =>
  asFields(value) ?? (typeof value === "string" && value.includes(".") ? { after: value } : null);

export function MomentOrWhileField(props: FieldProps) {
  const { label, set } = useField(props);
  const anchor = anchorOf(props.value);
  const kinds = w.inspector.moment.kinds;
  return (
    <FieldGroup props={props} below={anchor && <AnchorPreview anchor={anchor} />}>
      <Segments
        className={classes.whole}
        size="xs"
        fullWidth
        aria-label={kinds.how}
        data={[
          { value: "while", label: kinds.duration },
          { value: "moment", label: kinds.anchor },
        ]}
        value={anchor ? "moment" : "while"}
        onChange={(kind) => set(kind === "moment" ? MOMENT : "2d")}
      />
      {anchor ? (
        <AnchorParts props={{ ...props, value: anchor }} />
      ) : (
        <DurationInputs
          value={readDuration(props.value)}
          label={label}
          onChange={(duration) => set(writeDuration(duration))}
        />
      )}
    </FieldGroup>
  );
}

/** Until which moment a mail may leave: always a moment. */
export function ExpiresField(props: FieldProps) {
  const anchor = anchorOf(props.value);
  return (
    <FieldGroup props={props} below={anchor && <AnchorPreview anchor={anchor} />}>
      <AnchorParts props={{ ...props, value: anchor }} open={false} />
    </FieldGroup>
  );
}
