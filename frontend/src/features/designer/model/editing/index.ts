// Editing a journey: the YAML text is the state, and every gesture is a command on it.
//
//   const draft = readDraft(text);                       // immutable; quick to make again after every edit
//   const outcome = addStep(draft, { kind: "wait", place: { after: "week-ahead" } });
//   if (isRefused(outcome)) say(refusalWords(outcome.refused));
//   else { text = outcome.text; select(outcome.ids); history = record(history, outcome, Date.now()); }
//
// Commands never change what they do not speak of: comments, order, quotes and blank lines elsewhere stay byte
// for byte. Steps are named by id or by path (StepRef), fields by "at.by" or ["on", "appointment.no_show"]
// (FieldPath), insertion points by Place; for a column of the picture that is {step: id, within: path.at}.
// Folding, zoom and selection are no part of the text and have no command.
//
// Every command: (draft, args) → Edited | Refused. The signatures:
//   addStep      {kind, place, id?, fields?}          moveSteps    {steps, place}
//   duplicate    {steps}                              copySteps    (draft, steps) → YAML text
//   cutSteps     {steps} → also `clipboard`           pasteSteps   {text, place}
//   deleteSteps  {steps}                              parkSteps    {steps}  · parkedSteps(draft) · restoreParked {line} · deleteParked {line}
//   wrapSteps    {steps, in: branch|repeat|split}     renameStep   {step, id, moved?}
//   setField     {step|null, field, value}            setFields    {step|null, fields: {path: value}}
//   editText     {text}   (what was typed in the YAML editor)
//   mend         {line, column, was, replacement, offer}   (what the compiler offers; also in text that cannot be read)
//   addItem      {step|null, field, value, index?}    removeItem   {step|null, field, index}   moveItem {…, index, to}
//   addCase      {step, name?, when?, index?}         removeCase   {step, index}  moveCase {step, index, to}
//   renameCase   {step, index, name}
//   addPath      {step, name?, weight?}               removePath   {step, name}   renamePath {step, name, to}
//   setWeights   {step, weights}                      removeEvent  {step, event}
//   addWay       {step, at}                           removeWay    {step, at}
// `step: null` speaks of the journey itself: title, purpose, enroll, exit, goal, send_window, brakes …
export type { Change } from "./changes";
export { applyChanges, changeBetween, inverted } from "./changes";
export { addStep, copySteps, cutSteps, deleteSteps, duplicate, moveSteps, pasteSteps } from "./commands";
export { type Draft, idAt, idsOf, pathOf, readDraft } from "./draft";
export {
  futureOf,
  type History,
  NO_HISTORY,
  type Past,
  pastOf,
  record,
  redo,
  type Turn,
  typed,
  undo,
} from "./history";
export { idFrom, isId } from "./ids";
export { forget, type Kept, keep, recall, type Shelf, shelfName } from "./keeping";
export { mend } from "./mend";
export { deleteParked, parkSteps, restoreParked } from "./park";
export { type Parked, parkedSteps, type Stood } from "./parked";
export { renameInScenarios, renameStep } from "./rename";
export { addItem, editText, moveItem, removeItem, setField, setFields, setInYaml } from "./setting";
export type {
  Deed,
  Edited,
  FieldPath,
  FileChange,
  Outcome,
  Place,
  Refusal,
  Refused,
  StepPath,
  StepRef,
  Value,
} from "./types";
export { isRefused } from "./types";
export {
  addCase,
  addPath,
  addWay,
  moveCase,
  removeCase,
  removeEvent,
  removePath,
  removeWay,
  renameCase,
  renamePath,
  setWeights,
} from "./ways";
export { balanced } from "./weights";
export { wrapSteps } from "./wrap";
