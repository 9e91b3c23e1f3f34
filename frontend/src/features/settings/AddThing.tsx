// Asks what a new topic, field, segment or connector is called, and what it cannot be without.
import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Value } from "~/features/designer/model/editing";
import { NamingDialog } from "~/features/gallery/NamingDialog";
import { isSlug, slugOf } from "~/features/gallery/naming";
import { w } from "~/words";
import { placeOf } from "./arranged";
import { useBench } from "./bench";
import { choicesIn } from "./Field";
import type { Offer } from "./offers";
import { freshOf, type Shape } from "./shape";

const words = w.settings.adding;

interface Part {
  key: string;
  shape: Shape;
}

/** The one that people call it by, where it has one. */
const TITLES = ["title", "party"];
/** The name of the first field of a group. */
const FIRST = "first";

/** What is asked besides its names: all that must be written. A value by itself is asked under an empty key. */
function partsOf(shape: Shape): Part[] {
  if (shape.is === "fields") return Object.entries(shape.must).map(([key, one]) => ({ key, shape: one }));
  if (shape.is === "named")
    return [{ key: FIRST, shape: { is: "value", fresh: "" } }, ...partsOf(shape.each)];
  return [{ key: "", shape }];
}

function made(shape: Shape, told: Readonly<Record<string, Value>>): Value {
  if (shape.is === "named") {
    const { [FIRST]: name, ...rest } = told;
    return { [String(name)]: made(shape.each, rest) };
  }
  return shape.is === "fields" ? told : (told[""] ?? "");
}

const asText = (value: Value): string => (Array.isArray(value) ? String(value[0] ?? "") : String(value));

interface InputProps {
  part: Part;
  label: string;
  help: string;
  value: Value;
  onValue: (value: Value) => void;
}

function Input({ part: { key, shape }, label, help, value, onValue }: InputProps) {
  const told = { label, description: help || undefined };
  if (typeof value === "number") {
    return <NumberInput {...told} value={value} onChange={(next) => onValue(Number(next))} />;
  }
  const change = (event: { currentTarget: { value: string } }) => {
    const text = event.currentTarget.value;
    onValue(shape.is === "list" ? [text] : text);
  };
  if (shape.is === "value" && shape.choices) {
    return (
      <NativeSelect {...told} data={choicesIn(key, shape.choices)} value={asText(value)} onChange={change} />
    );
  }
  return <TextInput {...told} value={asText(value)} onChange={change} required spellCheck={false} />;
}

interface Props {
  offer: Offer;
  title: string;
  /** Names that are there. */
  taken: readonly string[];
  onMake: (name: string, value: Value) => void;
  onClose: () => void;
}

const isSnake = (name: string) => /^[a-z][a-z0-9_]{0,60}$/.test(name);
const SPELLINGS = {
  kebab: { from: slugOf, fits: isSlug, odd: words.kebabOdd },
  snake: { from: (told: string) => slugOf(told).replaceAll("-", "_"), fits: isSnake, odd: words.snakeOdd },
};

export function AddThing({ offer, title, taken, onMake, onClose }: Props) {
  const { known } = useBench();
  const { shape, path, spelling = "kebab" } = offer;
  const all = partsOf(shape);
  const by = all.find(({ key }) => TITLES.includes(key))?.key;
  const asked = all.filter(({ key }) => key !== by);
  const [told, setTold] = useState<Record<string, Value>>(
    Object.fromEntries(asked.map((part) => [part.key, freshOf(part.shape)])),
  );
  const deep = shape.is === "named" ? ["*", "*"] : ["*"];
  const describedAt = (key: string) => known[placeOf([...path, ...deep, key].filter(Boolean), known)];
  const called = by === undefined ? undefined : describedAt(by);
  const make = async (name: string, calledSo: string) =>
    onMake(name, made(shape, by === undefined ? told : { [by]: calledSo, ...told }));
  const whole = asked.every(({ key }) => asText(told[key] ?? "").trim() !== "");
  const first = told[FIRST];
  return (
    <NamingDialog
      title={title}
      called={{ label: called?.label ?? words.called, help: called?.help, longest: 200 }}
      name={{ label: words.name, help: words.nameHelp, taken, takenWords: words.taken }}
      spelling={SPELLINGS[spelling]}
      make={title}
      ready={whole && (first === undefined || isSnake(asText(first)))}
      onMake={make}
      onClose={onClose}
    >
      {asked.map((part) => {
        const described = part.key === FIRST && shape.is === "named" ? words.first : describedAt(part.key);
        return (
          <Input
            key={part.key}
            part={part}
            label={described?.label ?? part.key}
            help={described?.help ?? ""}
            value={told[part.key] ?? ""}
            onValue={(value) => setTold({ ...told, [part.key]: value })}
          />
        );
      })}
    </NamingDialog>
  );
}
