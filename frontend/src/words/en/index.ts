// English. What stands here decides which texts every other language must have.
import { shell } from "./shell";

export const en = { shell };

export type Words = typeof en;
