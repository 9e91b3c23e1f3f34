// English. What stands here decides which texts every other language must have.
import { canvas } from "./canvas";
import { shell } from "./shell";

export const en = { canvas, shell };

export type Words = typeof en;
