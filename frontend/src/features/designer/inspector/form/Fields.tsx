// A form: what is written and what must be, then buttons for all that may be written besides.
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ComponentType, useEffect, useRef, useState } from "react";
import { w } from "~/words";
import type { Value } from "../../model/editing";
import { factsOf, labelOf } from "../schema/facts";
import type { FieldProps } from "./Field";
import { useForm } from "./Form";
import classes from "./Form.module.css";
import type { Keys } from "./places";

/**
 * A field by its name, with the control that changes it. `always`: shown also where nothing is written.
 * `begins`: written as soon as the field is added, where what the control shows first already means something.
 */
export interface FieldSpec {
  name: string;
  control: ComponentType<FieldProps>;
  always?: boolean;
  begins?: Value;
}

interface Props {
  owner: string;
  specs: readonly FieldSpec[];
  /** Where the fields stand: inside the step, or deeper. */
  within?: Keys;
  values: Readonly<Record<string, unknown>>;
}

export function Fields({ owner, specs, within = [], values }: Props) {
  const { step, set } = useForm();
  const [opened, setOpened] = useState<readonly string[]>([]);
  const fresh = useRef<string | null>(null);
  const form = useRef<HTMLDivElement>(null);
  // Another step begins with what is written there.
  const [of, setOf] = useState(step);
  if (of !== step) {
    setOf(step);
    setOpened([]);
  }
  useEffect(() => {
    if (!fresh.current || !opened.includes(fresh.current)) return;
    const field = form.current?.querySelector<HTMLElement>(
      `[data-field="${[...within, fresh.current].join(".")}"]`,
    );
    field?.querySelector<HTMLElement>("input, select, textarea, [contenteditable]")?.focus();
    fresh.current = null;
  }, [opened, within]);
  const must = ({ name, always }: FieldSpec) => always || factsOf(owner, name).required === true;
  const isThere = (spec: FieldSpec) =>
    must(spec) || values[spec.name] !== undefined || opened.includes(spec.name);
  const add = ({ name, begins }: FieldSpec) => {
    fresh.current = name;
    setOpened([...opened, name]);
    if (begins !== undefined) set([...within, name], begins);
  };
  const absent = specs.filter((spec) => !isThere(spec));
  return (
    <div className={classes.form} ref={form}>
      {specs.filter(isThere).map((spec) => (
        <spec.control
          key={spec.name}
          owner={owner}
          at={[...within, spec.name]}
          value={values[spec.name]}
          optional={!must(spec) && values[spec.name] !== undefined}
        />
      ))}
      {absent.length > 0 && (
        <div className={classes.more}>
          {absent.map((spec) => (
            <Button
              key={spec.name}
              variant="subtle"
              size="compact-xs"
              leftSection={<IconPlus size={12} stroke={2} />}
              aria-label={w.inspector.addTo(labelOf(owner, spec.name))}
              onClick={() => add(spec)}
            >
              {labelOf(owner, spec.name)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
