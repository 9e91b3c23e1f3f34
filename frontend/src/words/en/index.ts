// English. What stands here decides which texts every other language must have.
import { canvas } from "./canvas";
import { play } from "./play";
import { shell } from "./shell";

export const en = { canvas, play, shell };

export type Words = typeof en;
