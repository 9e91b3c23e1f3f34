// The top of a message as plain fields above its text: each writes its value there, and shows what is typed there.
import { Alert, Button, Group, Select, Text } from "@mantine/core";
import { useMemo } from "react";
import type { OfferedFix, Previewed, Problem, Vocabulary } from "~/api/generated/types";
import { under } from "~/features/designer/inspector/form/places";
import { w } from "~/words";
import classes from "./Editor.module.css";
import { FaultList } from "./Faults";
import { CLASSES, type FrontKey, frontAt, placedInFront, setFront, shownFront, withFront } from "./front";
import { LineField } from "./LineField";
import { LONGEST } from "./Mail";

interface Props {
  text: string;
  /** The language of this mail. */
  language: string;
  vocabulary: Vocabulary | undefined;
  problems: readonly Problem[];
  /** As the chosen reader sees it. */
  seen: Pick<Previewed, "subject" | "preheader" | "reason"> | undefined;
  /** Makes another text of what the editor holds; one entry of its history. Null: nothing. */
  rewrite: (make: (text: string) => string | null) => void;
  onFix: (fix: OfferedFix) => void;
  undo: () => void;
  redo: () => void;
}

const words = w.composing;

function Unreadable({ text, rewrite }: Pick<Props, "text" | "rewrite">) {
  return (
    <Alert color="yellow" role="alert" title={words.front.unreadable} w="100%">
      <Group justify="space-between">
        <Text size="sm">{words.front.unreadableHelp}</Text>
        {!frontAt(text) && !text.startsWith("---") && (
          <Button size="xs" variant="default" onClick={() => rewrite(withFront)}>
            {words.front.begin}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

const className = (name: string): string =>
  Object.entries(words.classes).find(([key]) => key === name)?.[1] ?? name;

export function FrontFields(props: Props) {
  const { text, problems, seen, rewrite } = props;
  const front = useMemo(() => shownFront(text), [text]);
  const placed = useMemo(() => placedInFront(text, problems), [text, problems]);
  if (!front) return <Unreadable text={text} rewrite={rewrite} />;
  const write = (key: FrontKey) => (value: string) => rewrite((now) => setFront(now, key, value));
  const line = (key: "subject" | "preheader") => ({
    ...props,
    label: words[key],
    value: front[key],
    problems: under(placed, [key]),
    read: seen && seen.reason === "" ? seen[key] : undefined,
    longest: LONGEST[key],
    onText: write(key),
  });
  const known = CLASSES.includes(front.class) || front.class === "" ? CLASSES : [...CLASSES, front.class];
  return (
    <section className={classes.front} aria-label={words.front.title}>
      <LineField {...line("subject")} tooLong={words.longSubject} />
      <LineField {...line("preheader")} hint={words.front.preheaderHelp} tooLong={words.longPreheader} />
      <div className={classes.line}>
        <Select
          size="xs"
          classNames={{ root: classes.beside, label: classes.besideLabel, wrapper: classes.besideInput }}
          label={words.front.class}
          description={words.front.classHelp}
          data={known.map((value) => ({ value, label: className(value) }))}
          value={front.class || null}
          allowDeselect={false}
          onChange={(value) => value && write("class")(value)}
        />
        <FaultList problems={under(placed, ["class"])} onFix={props.onFix} placed />
      </div>
    </section>
  );
}
