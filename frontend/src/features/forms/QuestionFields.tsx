// Everything one question says: its words, what sort of answer it takes, and how closed the answer is kept.
import { Group, NativeSelect, NumberInput, Switch, TextInput } from "@mantine/core";
import { w } from "~/words";
import { Choices } from "./Choices";
import { useBench, useWrong } from "./context";
import classes from "./Forms.module.css";
import { set, setKind } from "./model/commands";
import { CLASSES, isKind, KINDS } from "./model/kinds";
import { freeQuestionId, isQuestionId } from "./model/naming";
import { renameAnswer } from "./model/renaming";
import { inLanguage, type Question } from "./model/shown";
import { useLeft } from "./useLeft";
import { WordsField } from "./WordsField";

const words = w.questions;

export interface QuestionProps {
  question: Question;
  index: number;
  /** Names of the other questions of the journey. */
  taken: ReadonlySet<string>;
}

/** Changed when the field is left, since the rest of the journey follows. */
function Name({ question, index, taken }: QuestionProps) {
  const { run } = useBench();
  const fits = (id: string) => isQuestionId(id) && !taken.has(id);
  const named = useLeft(question.id, (id) => run((draft) => renameAnswer(draft, index, id)), fits);
  const odd = !isQuestionId(named.value) ? words.nameOdd : taken.has(named.value) ? words.nameTaken : "";
  return (
    <TextInput
      {...named}
      label={words.name}
      description={words.nameHelp(question.id)}
      error={odd}
      spellCheck={false}
      classNames={{ input: classes.mono }}
    />
  );
}

function Bound({ name, question, index }: QuestionProps & { name: "least" | "most" }) {
  const { run } = useBench();
  const wrong = useWrong(["questions", index, name]);
  return (
    <NumberInput
      label={words[name]}
      value={question[name]}
      error={wrong}
      allowDecimal={false}
      min={-1_000_000}
      max={1_000_000}
      w={120}
      onChange={(value) => {
        if (typeof value === "number") run((draft) => set(draft, ["questions", index, name], value));
      }}
    />
  );
}

function Kind({ question, index }: QuestionProps) {
  const { run } = useBench();
  const wrong = useWrong(["questions", index, "type"]);
  return (
    <NativeSelect
      label={words.kind}
      error={wrong}
      data={[
        ...(question.kind === null ? [{ value: "", label: "" }] : []),
        ...KINDS.map((value) => ({ value, label: words.kinds[value] })),
      ]}
      value={question.kind ?? ""}
      onChange={({ currentTarget: { value } }) =>
        isKind(value) && run((draft) => setKind(draft, index, value))
      }
    />
  );
}

function DataClass({ question, index }: QuestionProps) {
  const { run } = useBench();
  const wrong = useWrong(["questions", index, "class"]);
  return (
    <NativeSelect
      label={words.dataClass}
      description={words.dataClassHelp}
      error={wrong}
      data={CLASSES.map((value) => ({ value, label: words.classes[value] }))}
      value={question.dataClass}
      onChange={({ currentTarget: { value } }) =>
        run((draft) => set(draft, ["questions", index, "class"], value))
      }
    />
  );
}

/** A name that nobody chose yet. */
const isFresh = (id: string) => id === "" || /^question(_\d+)?$/.test(id);

export function QuestionFields(props: QuestionProps) {
  const { question, index, taken } = props;
  const { run, home } = useBench();
  // A new question is named by its words, once they are written.
  const nameIt = () => {
    const ask = inLanguage(question.ask, home, home);
    if (!isFresh(question.id) || ask === "") return;
    run((draft) => renameAnswer(draft, index, freeQuestionId(ask, taken)));
  };
  const require = (on: boolean) =>
    run((draft) => set(draft, ["questions", index, "required"], on ? undefined : false));
  return (
    <>
      <WordsField label={words.ask} at={["questions", index, "ask"]} words={question.ask} onLeave={nameIt} />
      <Group gap={16} align="end">
        <Kind {...props} />
        {question.kind === "number" && (
          <>
            <Bound {...props} name="least" />
            <Bound {...props} name="most" />
          </>
        )}
        <Switch
          className={classes.required}
          label={words.required}
          checked={question.required}
          onChange={(event) => require(event.currentTarget.checked)}
        />
      </Group>
      {question.kind === "choice" && <Choices question={index} choices={question.choices} />}
      <div className={classes.pair}>
        <DataClass {...props} />
        <Name {...props} />
      </div>
    </>
  );
}
