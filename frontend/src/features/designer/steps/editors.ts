// The form of every kind of step.
import type { ComponentType } from "react";
import { Editor as Await } from "./await_/Editor";
import { Editor as Branch } from "./branch/Editor";
import { Editor as Call } from "./call/Editor";
import type { EditorProps } from "./editor";
import { Editor as Exit } from "./exit/Editor";
import { Editor as FormStep } from "./form/Editor";
import { Editor as Repeat } from "./repeat/Editor";
import { Editor as Send } from "./send/Editor";
import { Editor as Split } from "./split/Editor";
import { Editor as Task } from "./task/Editor";
import { Editor as Update } from "./update/Editor";
import { Editor as Wait } from "./wait/Editor";

const EDITORS: Record<string, ComponentType<EditorProps>> = {
  send: Send,
  wait: Wait,
  await: Await,
  branch: Branch,
  split: Split,
  repeat: Repeat,
  update: Update,
  task: Task,
  call: Call,
  form: FormStep,
  exit: Exit,
};

/** None for a kind this designer does not know: its YAML is still shown. */
export const editorOf = (kind: string): ComponentType<EditorProps> | null => EDITORS[kind] ?? null;
