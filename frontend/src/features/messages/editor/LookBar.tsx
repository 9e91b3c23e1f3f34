// Chooses whose eyes a message is seen with, how wide, how bright, and which part.
import { Button, Group, NativeSelect, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useSamples } from "~/api/composing";
import { useMay } from "~/api/session";
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import type { Look } from "./look";
import { sampleWords } from "./samples";

interface Props {
  look: Look;
  /** That the message asks about. */
  segments: readonly string[];
  onLook: (look: Look) => void;
  /** No real person can be chosen. */
  onlyMadeUp?: boolean;
}

const REAL = "real";

function Two({
  label,
  on,
  off,
  value,
  onChange,
}: {
  label: string;
  on: string;
  off: string;
  value: boolean;
  onChange: (value: boolean) => void;
}) {
  return (
    <Segments
      size="xs"
      aria-label={label}
      data={[
        { value: "off", label: off },
        { value: "on", label: on },
      ]}
      value={value ? "on" : "off"}
      onChange={(chosen) => onChange(chosen === "on")}
    />
  );
}

const EITHER = "";
const NONE = "-";

/** In which of the message's segments the reader is taken to be. */
function InSegment({ look, segments, onLook }: Props) {
  const words = w.composing.segment;
  if (segments.length === 0) return null;
  const value = look.segments === null ? EITHER : (look.segments[0] ?? NONE);
  const choose = (chosen: string) =>
    onLook({ ...look, segments: chosen === EITHER ? null : chosen === NONE ? [] : [chosen] });
  return (
    <NativeSelect
      size="xs"
      label={words.label}
      data={[
        { value: EITHER, label: words.either },
        ...segments.map((name) => ({ value: name, label: words.inside(name) })),
        { value: NONE, label: words.none },
      ]}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

export function LookBar({ look, segments, onLook, onlyMadeUp = false }: Props) {
  const words = w.composing;
  const samples = useSamples();
  const operator = useMay("operator") && !onlyMadeUp;
  const [real, setReal] = useState(false);
  const [id, setId] = useState("");
  const people = (samples.data?.items ?? []).map((sample) => {
    const { name, about } = sampleWords(sample);
    return { value: sample.id, label: `${name} · ${about}` };
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    onLook({ ...look, patient: id.trim() });
  };
  const choose = (value: string | null) => {
    setReal(value === REAL);
    if (value && value !== REAL) onLook({ ...look, sample: value, patient: "" });
  };
  return (
    <div>
      <Group gap={8} align="end">
        <Select
          size="xs"
          w={260}
          label={words.who}
          data={operator ? [...people, { value: REAL, label: words.real }] : people}
          value={real ? REAL : look.sample}
          allowDeselect={false}
          onChange={choose}
        />
        <InSegment look={look} segments={segments} onLook={onLook} />
        <Two
          label={words.width}
          off={words.desktop}
          on={words.phone}
          value={look.phone}
          onChange={(phone) => onLook({ ...look, phone })}
        />
        <Two
          label={words.scheme}
          off={words.light}
          on={words.dark}
          value={look.dark}
          onChange={(dark) => onLook({ ...look, dark })}
        />
        <Two
          label={words.part}
          off={words.mail}
          on={words.plain}
          value={look.plain}
          onChange={(plain) => onLook({ ...look, plain })}
        />
      </Group>
      {real && (
        <form onSubmit={ask}>
          <Group gap={8} align="end" mt={8}>
            <TextInput
              size="xs"
              w={320}
              label={words.realId}
              description={words.realHelp}
              value={id}
              onChange={(event) => setId(event.currentTarget.value)}
            />
            <Button size="xs" type="submit" disabled={!/^[0-9a-f-]{36}$/i.test(id.trim())}>
              {words.look}
            </Button>
          </Group>
        </form>
      )}
    </div>
  );
}
