// Every value of a document as a field, in groups by its first name. Writing one changes only its own characters.
import { Checkbox, NumberInput, Text, TextInput } from "@mantine/core";
import { Section } from "~/parts/Page";
import { w } from "~/words";
import { type Leaf, leavesOf, type Value, writeLeaf } from "./leaves";
import classes from "./Settings.module.css";

interface Props {
  source: string;
  onSource: (source: string) => void;
  readOnly: boolean;
}

/** `reply_to` → "Reply to". The document's own words, since people read them in its text too. */
const plain = (keys: string[]): string => {
  const named = keys.map((key) => (/^\d+$/.test(key) ? String(Number(key) + 1) : key));
  const text = named.join(" · ").replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const groupOf = ({ path }: Leaf): string => (path.length > 1 ? (path[0] ?? "") : "");

function Field({
  leaf,
  readOnly,
  onValue,
}: {
  leaf: Leaf;
  readOnly: boolean;
  onValue: (value: Value) => void;
}) {
  const label = plain(leaf.path.length > 1 ? leaf.path.slice(1) : leaf.path);
  if (typeof leaf.value === "boolean") {
    return (
      <Checkbox
        label={label}
        checked={leaf.value}
        disabled={readOnly}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
    );
  }
  if (typeof leaf.value === "number") {
    return (
      <NumberInput
        label={label}
        value={leaf.value}
        readOnly={readOnly}
        onChange={(value) => typeof value === "number" && onValue(value)}
      />
    );
  }
  return (
    <TextInput
      label={label}
      value={leaf.value}
      readOnly={readOnly}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}

export function Fields({ source, onSource, readOnly }: Props) {
  const leaves = leavesOf(source);
  if (leaves === null || leaves.length === 0) return <Text c="dimmed">{w.settings.none}</Text>;
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) groups.set(groupOf(leaf), [...(groups.get(groupOf(leaf)) ?? []), leaf]);
  return (
    <>
      {[...groups].map(([group, members]) => (
        <Section key={group} title={group ? plain([group]) : w.settings.groups.top}>
          <div className={classes.fields}>
            {members.map((leaf) => (
              <Field
                key={leaf.path.join(".")}
                leaf={leaf}
                readOnly={readOnly}
                onValue={(value) => onSource(writeLeaf(source, leaf, value))}
              />
            ))}
          </div>
        </Section>
      ))}
    </>
  );
}
