// Pages that come in a file of their own: loaded when they are opened, and fetched ahead while nobody waits for
// anything, so that they open at once and without a line too.
import { type ComponentType, lazy } from "react";

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

const QUIET = 1_500; // milliseconds after the first page before anything is fetched ahead
const ahead: (() => Promise<unknown>)[] = [];

export function later<Props>(load: Load<Props>) {
  ahead.push(load);
  return lazy(load);
}

/** Returns how to call it off. */
export function fetchAhead(): () => void {
  const timer = window.setTimeout(() => {
    for (const load of ahead) load().catch(() => undefined); // opening the page asks again and says what is wrong
  }, QUIET);
  return () => window.clearTimeout(timer);
}
