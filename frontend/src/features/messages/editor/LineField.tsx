// One line of a message as a plain field: what it says, how long it is, what the compiler says of it.
import { Button, Input } from "@mantine/core";
import { IconAlertTriangle, IconBraces } from "@tabler/icons-react";
import { useEffect, useId, useRef } from "react";
import type { OfferedFix, Problem, Vocabulary } from "~/api/generated/types";
import { w } from "~/words";
import classes from "./Editor.module.css";
import { FaultList } from "./Faults";
import { createLineEditor, type LineEditor, type LineOptions } from "./lineEditor";

interface Props extends Pick<LineOptions, "onText" | "undo" | "redo"> {
  label: string;
  hint?: string;
  value: string;
  /** Of the mail. */
  language: string;
  vocabulary: Vocabulary | undefined;
  problems: readonly Problem[];
  /** As somebody reads it; undefined where nobody can. */
  read: string | undefined;
  longest: number;
  tooLong: string;
  onFix: (fix: OfferedFix) => void;
}

function Length({ value, read, longest, tooLong }: Pick<Props, "value" | "read" | "longest" | "tooLong">) {
  const written = !/\{[{%]/.test(value);
  const count = written ? value.length : read?.length;
  if (count === undefined || value === "") return null;
  return (
    <small className={classes.lengthOf}>
      {written ? w.composing.length(count) : w.composing.front.asRead(count)}
      {count > longest && (
        <span className={classes.warning}>
          <IconAlertTriangle size={14} stroke={1.7} aria-hidden /> {tooLong}
        </span>
      )}
    </small>
  );
}

/** The editor outlives renders, so it asks for what is current. */
function useLine(props: Props, attributes: Record<string, string>) {
  const host = useRef<HTMLDivElement>(null);
  const line = useRef<LineEditor | null>(null);
  const current = useRef({ ...props, attributes });
  current.current = { ...props, attributes };
  useEffect(() => {
    if (!host.current) return;
    const now = () => current.current;
    const made = createLineEditor(host.current, {
      text: now().value,
      placeholder: now().hint ?? "",
      language: () => now().language,
      vocabulary: () => now().vocabulary,
      attributes: () => now().attributes,
      onText: (text) => now().onText(text),
      undo: () => now().undo(),
      redo: () => now().redo(),
    });
    line.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => line.current?.show(props.value), [props.value]);
  const told = JSON.stringify(attributes);
  useEffect(() => {
    if (told) line.current?.touch();
  }, [told]);
  return { host, line };
}

export function LineField(props: Props) {
  const { label, language, problems, onFix } = props;
  const id = useId();
  const wrong = problems.some(({ severity }) => severity === "error");
  const { host, line } = useLine(props, {
    "aria-labelledby": `${id}label`,
    "aria-describedby": `${id}told`,
    "aria-multiline": "false",
    "aria-invalid": String(wrong),
    lang: language,
    spellcheck: "true",
  });
  // The button goes with its problem: the keyboard goes on in the field.
  const mend = (fix: OfferedFix) => {
    onFix(fix);
    line.current?.focus();
  };
  return (
    <div className={classes.line} data-wrong={wrong || undefined}>
      <div className={classes.lineHead}>
        <Input.Label labelElement="div" id={`${id}label`} onClick={() => line.current?.focus()}>
          {label}
        </Input.Label>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconBraces size={14} stroke={1.75} aria-hidden />}
          aria-label={w.composing.front.insertInto(label)}
          onClick={() => line.current?.offer()}
        >
          {w.composing.front.insert}
        </Button>
      </div>
      <div ref={host} className={classes.lineText} />
      <div id={`${id}told`}>
        <Length {...props} />
        <FaultList problems={problems} onFix={mend} placed />
      </div>
    </div>
  );
}
