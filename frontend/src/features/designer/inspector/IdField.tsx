// A step's name. It is changed when the field is left, and everything that names the step follows.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { w } from "~/words";
import { isId, renameStep } from "../model/editing";
import { useForm } from "./form/Form";
import classes from "./form/Form.module.css";

export function IdField({ id }: { id: string }) {
  const { run, steps } = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  const words = typed ?? id;
  const taken = words !== id && steps.some((step) => step.id === words);
  const error = !isId(words) ? w.inspector.idWrong : taken ? w.inspector.idTaken : null;
  // What cannot be a name stays where it was typed, with the reason, until it is one or Escape is pressed.
  const leave = () => {
    if (error) return;
    if (words !== id) run((draft) => renameStep(draft, { step: id, id: words }));
    setTyped(null);
  };
  return (
    <div className={classes.field} data-field="id">
      <TextInput
        label={w.inspector.id}
        description={w.inspector.idHelp}
        error={error}
        classNames={{ input: classes.exact }}
        value={words}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === "Enter") leave();
          if (event.key !== "Escape" || typed === null) return;
          event.preventDefault(); // one more leaves the form
          setTyped(null);
        }}
      />
    </div>
  );
}
