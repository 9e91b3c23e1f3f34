// Listening to what the server tells by itself; a page that nobody looks at stops listening after a while.
import { type Line, ownLine } from "./line";

/** Pages out of sight need nothing new, and hold nobody's connection: after this, in ms. */
const OUT_OF_SIGHT = 15_000;

interface Wish {
  /** "live:visit-reminder": a kind of stream and what it is about. */
  topic: string;
  hear: (data: string) => void;
  /** The line broke for the so many-th time in a row, from 0. */
  broke?: (tries: number) => void;
}

/** Listens until the returned function is called. */
export function stream({ topic, hear, broke }: Wish, line: Line = ownLine()): () => void {
  let asleep = 0;
  let drop: (() => void) | null = null;

  const sleep = () => {
    window.clearTimeout(asleep);
    drop?.();
    drop = null;
  };
  const look = () => {
    window.clearTimeout(asleep);
    if (document.visibilityState !== "visible") asleep = window.setTimeout(sleep, OUT_OF_SIGHT);
    else drop ??= line.listen({ topic, hear, broke: (tries) => broke?.(tries) });
  };

  drop = line.listen({ topic, hear, broke: (tries) => broke?.(tries) });
  window.addEventListener("online", line.retry);
  window.addEventListener("pagehide", sleep);
  window.addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
  return () => {
    window.removeEventListener("online", line.retry);
    window.removeEventListener("pagehide", sleep);
    window.removeEventListener("pageshow", look);
    document.removeEventListener("visibilitychange", look);
    sleep();
  };
}
