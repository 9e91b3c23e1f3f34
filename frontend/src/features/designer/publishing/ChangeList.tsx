// What differs, step by step and field by field, in the words of the compiler.
import { IconArrowNarrowRight } from "@tabler/icons-react";
import type { FieldChange, JourneyChange, StepChange } from "~/api/drafts";
import { w } from "~/words";
import classes from "./Publishing.module.css";

type State = StepChange["state"];

function Mark({ state }: { state: State }) {
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

export function Fields({ changes }: { changes: FieldChange[] }) {
  return changes.map((change) => (
    <span key={change.field} className={classes.field}>
      {change.field}: {change.before && <del>{change.before}</del>}
      {change.before && change.after && <Becomes />}
      {change.after}
    </span>
  ));
}

function Step({ step }: { step: StepChange }) {
  const words = w.drafts.publish;
  return (
    <li>
      <Mark state={step.state} />
      {step.kind} <code>{step.id}</code>
      {step.says && ` ${step.says}`}
      {step.was && <span className={classes.field}>{words.takesPlace(step.was)}</span>}
      {step.moved && <span className={classes.field}>{words.moved(step.moved[1])}</span>}
      <Fields changes={step.changes ?? []} />
    </li>
  );
}

export function ChangeList({ change }: { change: JourneyChange | null }) {
  if (!change) return <p className={classes.changes}>{w.drafts.publish.nothing}</p>;
  const { changes = [], steps = [], messages = [] } = change;
  return (
    <ul className={classes.changes}>
      {change.state === "layout" && <li>{w.drafts.publish.layout}</li>}
      {change.state === "added" && (
        <li>
          <Mark state="added" />
          <code>{change.slug}</code>
        </li>
      )}
      {changes.map((field) => (
        <li key={field.field}>
          <Mark state={field.wording ? "wording" : "changed"} />
          {field.field}: {field.before && <del>{field.before}</del>}
          {field.before && field.after && <Becomes />}
          {field.after}
        </li>
      ))}
      {steps.map((step) => (
        <Step key={`${step.state} ${step.id}`} step={step} />
      ))}
      {messages.map((message) => (
        <li key={message.name}>
          <Mark state={message.state} />
          {w.drafts.publish.message(message.name)}
          <Fields changes={message.changes ?? []} />
        </li>
      ))}
    </ul>
  );
}
