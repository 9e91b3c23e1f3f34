// Which form is asked; where its questions are written, and a way to begin another.
import { useState } from "react";
import { Link } from "wouter";
import { useMay } from "~/api/session";
import { fileOf } from "~/features/forms/model/files";
import { NewForm } from "~/features/forms/NewForm";
import { fromStep } from "~/features/gallery/cameFrom";
import { w } from "~/words";
import { type Drafting, useDraftingHere } from "../../drafts/DraftProvider";
import type { FieldProps } from "../form/Field";
import { useForm } from "../form/Form";
import mail from "./Message.module.css";
import { SelectField, told } from "./simple";

/** For whoever may write. A form that the step names and that is not there is begun under that name. */
function WriteForm({ props, drafting }: { props: FieldProps; drafting: Drafting }) {
  const words = w.questions.create;
  const { vocabulary, set, step } = useForm();
  const author = useMay("author");
  const [making, setMaking] = useState(false);
  if (!author) return null;
  const chosen = told(props.value);
  const there = vocabulary.forms.includes(chosen);
  const make = async (name: string, text: string) => {
    await drafting.keep(fileOf(name), text);
    set(props.at, name);
  };
  return (
    <p className={mail.write}>
      {there && <Link href={`/drafts/${drafting.slug}/forms/${chosen}${fromStep(step)}`}>{words.edit}</Link>}
      <button type="button" onClick={() => setMaking(true)}>
        {words.button}
      </button>
      {making && (
        <NewForm
          files={drafting.draft?.files ?? {}}
          wanted={there ? "" : chosen}
          onMake={make}
          onClose={() => setMaking(false)}
        />
      )}
    </p>
  );
}

export function FormsField(props: FieldProps) {
  const { vocabulary } = useForm();
  const drafting = useDraftingHere();
  const options = vocabulary.forms.map((name) => ({ value: name, label: name }));
  return (
    <div>
      <SelectField props={props} options={options} />
      {drafting && <WriteForm props={props} drafting={drafting} />}
    </div>
  );
}
