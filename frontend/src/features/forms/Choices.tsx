// The answers of a question with something to choose: their words, and the value that is kept of each.
import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTyped } from "~/features/designer/inspector/form/useTyped";
import { w } from "~/words";
import { useBench } from "./context";
import classes from "./Forms.module.css";
import { addChoice, choicesAt, renameChoice, set, swapChoices } from "./model/commands";
import { anyWords, type Choice } from "./model/shown";
import { RowTools } from "./RowTools";
import { WordsField } from "./WordsField";

const words = w.questions;

const isValue = (text: string) => text.trim() === text && text.length <= 64;

interface Props {
  question: number;
  choices: readonly Choice[];
}

function Value({ question, choices, place }: Props & { place: number }) {
  const { run } = useBench();
  const value = choices[place]?.value ?? "";
  const fits = (to: string) =>
    isValue(to) && choices.every((one, index) => index === place || one.value !== to);
  const rename = (to: string) => {
    if (to !== value) run((draft) => renameChoice(draft, question, value, to));
  };
  const typed = useTyped(value, rename, { fits });
  return (
    <TextInput
      label={words.value}
      aria-description={words.valueHelp}
      className={classes.value}
      value={typed.value}
      error={typed.value.trim() !== "" && !fits(typed.value)}
      spellCheck={false}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
      onBlur={typed.onBlur}
    />
  );
}

function Buttons({ question, choices, place }: Props & { place: number }) {
  const { run, home } = useBench();
  const choice = choices[place];
  const remove = () => run((draft) => set(draft, [...choicesAt(question), choice?.value ?? ""], undefined));
  return (
    <RowTools
      told={anyWords(choice?.words ?? "", home) || (choice?.value ?? "")}
      place={place}
      count={choices.length}
      onMove={(to) => run((draft) => swapChoices(draft, question, Math.min(place, to)))}
      onRemove={remove}
    />
  );
}

export function Choices({ question, choices }: Props) {
  const { run } = useBench();
  const places = choices.map((choice, place) => ({ choice, place }));
  return (
    <fieldset className={classes.choices}>
      <legend>{words.choices}</legend>
      {places.map(({ choice, place }) => (
        <div key={place} className={classes.choice}>
          <WordsField
            label={words.choice(place + 1)}
            at={[...choicesAt(question), choice.value]}
            words={choice.words}
          />
          <Value question={question} choices={choices} place={place} />
          <Buttons question={question} choices={choices} place={place} />
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => run((draft) => addChoice(draft, question))}
      >
        {words.addChoice}
      </Button>
    </fieldset>
  );
}
