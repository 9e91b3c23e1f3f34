// The answers of a question with something to choose: their words, and the value that is kept of each.
import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { w } from "~/words";
import { useBench } from "./context";
import classes from "./Forms.module.css";
import { addChoice, choicesAt, renameChoice, set, swapChoices } from "./model/commands";
import { anyWords, type Choice } from "./model/shown";
import { RowTools } from "./RowTools";
import { useLeft } from "./useLeft";
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
    to !== "" && isValue(to) && choices.every((one, index) => index === place || one.value !== to);
  const named = useLeft(value, (to) => run((draft) => renameChoice(draft, question, value, to)), fits);
  return (
    <TextInput
      {...named}
      label={words.value}
      aria-description={words.valueHelp}
      className={classes.value}
      error={named.value !== "" && !fits(named.value)}
      spellCheck={false}
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
