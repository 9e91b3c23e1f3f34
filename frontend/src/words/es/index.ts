// Español. El tipo obliga a que no falte ni sobre ningún texto.
import type { Words } from "../en";
import { canvas } from "./canvas";
import { play } from "./play";
import { shell } from "./shell";

export const es: Words = { canvas, play, shell };
