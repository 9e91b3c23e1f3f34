// What differs, step by step and field by field, in the reader's words.
import { IconArrowNarrowRight } from "@tabler/icons-react";
import type { FieldChange, JourneyChange, StepChange } from "~/api/drafts";
import { w } from "~/words";
import { type Titles, titlesIn } from "../model/titles";
import { definitionOf } from "../steps/definitions";
import { fieldTold, mailTold, placeWords, stepFieldTold, stepSays, type Told } from "./changeWords";
import { MessageName } from "./MessageName";
import { NewJourney } from "./NewJourney";
import classes from "./Publishing.module.css";
import { between } from "./wordChange";

type State = StepChange["state"];

export function Mark({ state }: { state: State }) {
  return (
    <span className={classes.mark} data-state={state}>
      {w.drafts.publish.step[state]}
    </span>
  );
}

/** The bundled face has no arrow. */
const Becomes = () => (
  <IconArrowNarrowRight className={classes.becomes} size={14} stroke={1.75} aria-hidden />
);

/** Of two long texts that are nearly the same, only what differs is told twice. */
function Sides({ before, after }: Pick<Told, "before" | "after">) {
  const found = before && after ? between(before, after) : null;
  if (found)
    return (
      <>
        {found.head}
        {found.before && <del>{found.before}</del>}
        {found.after && <ins>{found.after}</ins>}
        {found.tail}
      </>
    );
  return (
    <>
      {before && <del>{before}</del>}
      {before && after && <Becomes />}
      {after}
    </>
  );
}

export function Change({ told: { label, before, after } }: { told: Told }) {
  return (
    <>
      {label}: <Sides before={before} after={after} />
    </>
  );
}

function Fields({ changes, tell }: { changes: FieldChange[]; tell: (change: FieldChange) => Told }) {
  return changes.map((change) => (
    <span key={change.field} className={classes.field}>
      <Change told={tell(change)} />
    </span>
  ));
}

function Step({ step, titles }: { step: StepChange; titles: Titles }) {
  const words = w.drafts.publish;
  const says = stepSays(step, titles);
  return (
    <li>
      <Mark state={step.state} />
      {definitionOf(step.kind).name} <code>{step.id}</code>
      {step.state === "added" && step.block && (
        <span className={classes.field}>{words.whole.within(placeWords(step))}</span>
      )}
      {says && <span className={classes.field}>{says}</span>}
      {step.was && <span className={classes.field}>{words.takesPlace(step.was)}</span>}
      {step.moved && <span className={classes.field}>{words.moved(placeWords(step))}</span>}
      <Fields changes={step.changes ?? []} tell={(change) => stepFieldTold(step.kind, change, titles)} />
    </li>
  );
}

export function ChangeList({ change }: { change: JourneyChange | null }) {
  if (!change) return <p className={classes.changes}>{w.drafts.publish.nothing}</p>;
  if (change.state === "added") return <NewJourney change={change} />;
  const { changes = [], steps = [], messages = [], subjects } = change;
  const titles = titlesIn(subjects);
  return (
    <ul className={classes.changes}>
      {change.state === "layout" && <li>{w.drafts.publish.layout}</li>}
      {changes.map((field) => (
        <li key={field.field}>
          <Mark state={field.wording ? "wording" : "changed"} />
          <Change told={fieldTold("journey", field)} />
        </li>
      ))}
      {steps.map((step) => (
        <Step key={`${step.state} ${step.id}`} step={step} titles={titles} />
      ))}
      {messages.map((message) => (
        <li key={message.name}>
          <Mark state={message.state} />
          {w.drafts.publish.message} <MessageName name={message.name} titles={titles} />
          <Fields changes={message.changes ?? []} tell={mailTold} />
        </li>
      ))}
    </ul>
  );
}
