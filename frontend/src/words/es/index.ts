// Español. El tipo obliga a que no falte ni sobre ningún texto.
import type { Words } from "../en";
import { canvas } from "./canvas";
import { codes } from "./codes";
import { drafts } from "./drafts";
import { gallery } from "./gallery";
import { inspector } from "./inspector";
import { map } from "./map";
import { intake, journeys, mailbox, overview, signIn, tasks } from "./pages";
import { parts, problems } from "./parts";
import { messages, people } from "./people";
import { play } from "./play";
import { shell } from "./shell";
import { watch } from "./watch";

export const es: Words = {
  canvas,
  codes,
  drafts,
  gallery,
  inspector,
  intake,
  journeys,
  mailbox,
  map,
  messages,
  overview,
  parts,
  people,
  play,
  problems,
  shell,
  signIn,
  tasks,
  watch,
};
