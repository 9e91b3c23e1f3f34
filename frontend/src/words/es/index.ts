// Español. El tipo obliga a que no falte ni sobre ningún texto.
import type { Words } from "../en";
import { shell } from "./shell";

export const es: Words = { shell };
