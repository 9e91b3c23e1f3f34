// Around every control: its name, its help, what is wrong with it, and a way to take it away again.
import { CloseButton } from "@mantine/core";
import { type ReactNode, useId } from "react";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { FixButton } from "../../drawer/FixButton";
import { ProblemPlace } from "../../drawer/ProblemPlace";
import { isOwn } from "../../model/problems";
import { helpOf, labelOf } from "../schema/facts";
import { useForm } from "./Form";
import classes from "./Form.module.css";
import type { Keys } from "./places";

export interface FieldProps {
  /** The definition of the schema it belongs to, such as `step-send`. */
  owner: string;
  /** Where it stands inside the step or the journey. */
  at: Keys;
  value: unknown;
  /** Instead of the field's own name. */
  label?: string;
  /** May be taken away. */
  optional?: boolean;
}

export interface FieldParts {
  label: string;
  help: string;
  problems: Problem[];
  set: (value: Parameters<ReturnType<typeof useForm>["set"]>[1]) => void;
}

export function useField({ owner, at, label }: FieldProps): FieldParts {
  const form = useForm();
  const name = String(at.findLast((key) => typeof key === "string") ?? "");
  return {
    label: label ?? labelOf(owner, name),
    help: helpOf(owner, name),
    problems: form.problemsAt(at),
    set: (value) => form.set(at, value),
  };
}

/** What the compiler says of a field, in its own voice. */
export function FieldProblems({ problems, id }: { problems: Problem[]; id?: string }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems} id={id}>
      {problems.map((problem) => (
        <li
          key={`${problem.path}${problem.code}${problem.line}:${problem.column}`}
          data-severity={problem.severity}
        >
          {problem.message}
          {problem.hint && <span>{problem.hint}</span>}
          <FixButton problem={problem} />
          {!isOwn(problem) && <ProblemPlace problem={problem} plain />}
        </li>
      ))}
    </ul>
  );
}

export function RemoveField({ props, label }: { props: FieldProps; label: string }) {
  const form = useForm();
  if (!props.optional) return null;
  return (
    <CloseButton
      className={classes.remove}
      size="xs"
      aria-label={w.inspector.remove(label)}
      onClick={() => form.set(props.at, undefined)}
    />
  );
}

interface GroupProps {
  props: FieldProps;
  children: ReactNode;
  /** What stands beneath, such as a preview. */
  below?: ReactNode;
}

/** A control of several parts. */
export function FieldGroup({ props, children, below }: GroupProps) {
  const id = useId();
  const { label, help, problems } = useField(props);
  return (
    <fieldset className={classes.field} aria-describedby={`${id}-help`} data-field={props.at.join(".")}>
      <legend className={classes.label}>{label}</legend>
      <RemoveField props={props} label={label} />
      {help && (
        <p className={classes.help} id={`${id}-help`}>
          {help}
        </p>
      )}
      <div className={classes.parts}>{children}</div>
      {below}
      <FieldProblems problems={problems} />
    </fieldset>
  );
}

/** A control of one part, which names itself. */
export function FieldFrame({ props, children }: { props: FieldProps; children: ReactNode }) {
  const { label, problems } = useField(props);
  return (
    <div className={classes.field} data-field={props.at.join(".")}>
      <RemoveField props={props} label={label} />
      {children}
      <FieldProblems problems={problems} />
    </div>
  );
}
