// The facts on which the journey decides, to be told of an invented person.
import { Autocomplete, NumberInput, Select, TextInput } from "@mantine/core";
import { w } from "~/words";
import { fieldWords } from "../model/words";
import type { AskedFact, Told } from "./facts";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

interface Props {
  asked: readonly AskedFact[];
  told: Told;
  onTell: (told: Told) => void;
}

function FactField({
  fact,
  value,
  onValue,
}: {
  fact: AskedFact;
  value: string;
  onValue: (v: string) => void;
}) {
  const shared = { label: capital(fieldWords(fact.name)), placeholder: w.play.notKnown, value };
  switch (fact.type) {
    case "int":
    case "double":
      return <NumberInput {...shared} onChange={(number) => onValue(String(number))} />;
    case "bool":
      return (
        <Select
          {...shared}
          clearable
          value={value || null}
          data={[
            { value: "true", label: w.inspector.condition.yes },
            { value: "false", label: w.inspector.condition.no },
          ]}
          onChange={(next) => onValue(next ?? "")}
        />
      );
    case "timestamp":
      return (
        <TextInput
          {...shared}
          type="datetime-local"
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      );
    default:
      return <Autocomplete {...shared} data={fact.words} onChange={onValue} />;
  }
}

export function FactFields({ asked, told, onTell }: Props) {
  if (asked.length === 0) return null;
  return (
    <>
      <h4>{w.play.factsTitle}</h4>
      {asked.map((fact) => (
        <FactField
          key={fact.name}
          fact={fact}
          value={told[fact.name] ?? ""}
          onValue={(value) => onTell({ ...told, [fact.name]: value })}
        />
      ))}
    </>
  );
}
