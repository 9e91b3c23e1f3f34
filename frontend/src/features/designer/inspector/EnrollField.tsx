// Who enters: one way in or several, each by an event or by looking through a segment.
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import { setFields } from "../model/editing";
import { asFields } from "../model/words";
import { AudienceCount } from "./condition/AudienceCount";
import { ConditionField } from "./condition/ConditionField";
import { FieldGroup, type FieldProps } from "./form/Field";
import { type FieldSpec, Fields } from "./form/Fields";
import { useForm } from "./form/Form";
import classes from "./form/Form.module.css";
import type { Keys } from "./form/places";
import { AgainField, CapField, RampField } from "./widgets/bounds";
import { ClockField } from "./widgets/ClockField";
import { DurationField } from "./widgets/DurationField";
import { EventsField } from "./widgets/EventsField";
import { ItemHead } from "./widgets/ItemHead";
import { SegmentField } from "./widgets/names";
import { ChoiceField, told } from "./widgets/simple";
import { DaysField } from "./widgets/WindowField";

/** A segment with the number of people in it today. */
function AudienceField(props: FieldProps) {
  const name = told(props.value);
  return (
    <div>
      <SegmentField {...props} />
      {name && <AudienceCount when={`segment('${name}')`} wrong={false} />}
    </div>
  );
}

const BY_EVENT: FieldSpec[] = [{ name: "on", control: EventsField, always: true }];
const BY_AUDIENCE: FieldSpec[] = [
  { name: "audience", control: AudienceField, always: true },
  { name: "every", control: DurationField, always: true },
  { name: "at", control: ClockField, always: true },
  { name: "days", control: DaysField },
];
const BOTH: FieldSpec[] = [
  { name: "when", control: ConditionField },
  { name: "once_per", control: ChoiceField, always: true },
  { name: "again", control: AgainField, always: true },
  { name: "cap", control: CapField },
  { name: "ramp", control: RampField },
];

/** What only one of the two ways has. */
const GONE = { on: undefined, audience: undefined, every: undefined, at: undefined, days: undefined };

function Way({ at, value }: { at: Keys; value: Readonly<Record<string, unknown>> }) {
  const { run, vocabulary } = useForm();
  const how = value.audience === undefined ? "event" : "audience";
  const choose = (next: string) => {
    if (next === how) return;
    const segment = vocabulary.segments[0]?.name ?? "";
    const fresh: Record<string, string | undefined> =
      next === "event"
        ? { ...GONE, on: "appointment.booked" }
        : { ...GONE, audience: segment, every: "1d", at: "09:00" };
    const fields = Object.fromEntries(
      Object.entries(fresh).map(([name, value]) => [[...at, name].join("."), value]),
    );
    run((draft) => setFields(draft, { step: null, fields }));
  };
  return (
    <>
      <Segments
        size="xs"
        fullWidth
        aria-label={w.inspector.enroll.how}
        data={(["event", "audience"] as const).map((one) => ({ value: one, label: w.inspector.enroll[one] }))}
        value={how}
        onChange={choose}
      />
      <Fields
        owner="enroll"
        specs={[...(how === "event" ? BY_EVENT : BY_AUDIENCE), ...BOTH]}
        within={at}
        values={value}
      />
    </>
  );
}

export function EnrollField(props: FieldProps) {
  const { set } = useForm();
  const listed = Array.isArray(props.value);
  const ways = (listed ? (props.value as unknown[]) : [props.value]).map((way, place) => ({
    place,
    way: asFields(way) ?? {},
    at: listed ? [...props.at, place] : props.at,
  }));
  const add = () => {
    const fresh = {
      on: "enrollment.requested",
      once_per: told(ways[0]?.way.once_per) || "patient",
      again: "never",
    };
    if (listed) set([...props.at, ways.length], fresh);
    else set(props.at, [ways[0]?.way as Record<string, string>, fresh]);
  };
  return (
    <FieldGroup props={props}>
      <ol className={`${classes.list} ${classes.whole}`}>
        {ways.map(({ place, way, at }) => (
          <li key={place} className={classes.item}>
            {ways.length > 1 && (
              <ItemHead words={w.inspector.enroll.way(place + 1)} onRemove={() => set(at, undefined)} />
            )}
            <Way at={at} value={way} />
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconPlus size={12} stroke={2} />}
        onClick={add}
      >
        {w.inspector.enroll.add}
      </Button>
    </FieldGroup>
  );
}
