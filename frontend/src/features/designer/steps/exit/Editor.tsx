// The form of an exit: its name is all it says.
import { w } from "~/words";
import { Fields } from "../../inspector/form/Fields";
import classes from "../../inspector/form/Form.module.css";
import type { EditorProps } from "../editor";

export const Editor = ({ step, rest }: EditorProps) => (
  <>
    <p className={classes.help}>{w.inspector.nothing}</p>
    <Fields owner="step-exit" specs={rest} values={step.fields} />
  </>
);
