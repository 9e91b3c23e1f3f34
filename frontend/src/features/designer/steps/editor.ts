// What the form of a kind is given.
import type { FieldSpec } from "../inspector/form/Fields";
import type { Step } from "../model/document";

export interface EditorProps {
  step: Step;
  /** Fields that every kind has; each form puts them last. */
  rest: readonly FieldSpec[];
}
