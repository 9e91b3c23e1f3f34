// Español. El tipo obliga a que no falte ni sobre ningún texto.
import type { Words } from "../en";
import { canvas } from "./canvas";
import { changes } from "./changes";
import { codes } from "./codes";
import { composing } from "./composing";
import { deleting } from "./deleting";
import { drafts } from "./drafts";
import { gallery } from "./gallery";
import { inspector } from "./inspector";
import { map } from "./map";
import { intake, journeys, mailbox, overview, signIn, tasks } from "./pages";
import { parts, problems } from "./parts";
import { messages, people } from "./people";
import { play } from "./play";
import { questions } from "./questions";
import { refusals, untaken } from "./refusals";
import { rules } from "./rules";
import { settingFields } from "./settingFields";
import { settings } from "./settings";
import { shell } from "./shell";
import { drawer, head, numbers, steps, terms } from "./steps";
import { story } from "./story";
import { tour } from "./tour";
import { watch } from "./watch";

export const es: Words = {
  canvas,
  changes,
  codes,
  composing,
  deleting,
  drafts,
  drawer,
  gallery,
  head,
  inspector,
  intake,
  journeys,
  mailbox,
  map,
  messages,
  numbers,
  overview,
  parts,
  people,
  play,
  problems,
  questions,
  refusals,
  rules,
  settingFields,
  settings,
  shell,
  signIn,
  steps,
  story,
  tasks,
  terms,
  untaken,
  tour,
  watch,
};
