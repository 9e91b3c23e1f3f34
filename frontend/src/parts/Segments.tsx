// One of a few, side by side. Radio buttons below, so arrows walk and the choice is told. Unlike a control with a sliding
// mark it measures nothing, which made the browser lay out the whole page for every form that opened.
import { useId } from "react";
import classes from "./Segments.module.css";

interface Choice<Value extends string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

interface Props<Value extends string> {
  "aria-label"?: string;
  data: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  size?: "xs" | "sm";
  fullWidth?: boolean;
  /** Room below, where a form goes on. */
  spaced?: boolean;
  className?: string;
}

export function Segments<Value extends string>(props: Props<Value>) {
  const name = useId();
  const { data, value, onChange, size = "sm", fullWidth, spaced, className } = props;
  return (
    <div
      role="radiogroup"
      aria-label={props["aria-label"]}
      className={className ? `${classes.group} ${className}` : classes.group}
      data-size={size}
      data-whole={fullWidth || undefined}
      data-spaced={spaced || undefined}
    >
      {data.map((choice) => (
        <label key={choice.value} className={classes.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.disabled}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
