// Server-sent events: opens again by itself, ever more slowly; a page that nobody looks at lets go of its connection.

/** A browser has six connections to a server for all its tabs together; hidden ones give theirs back after this, in ms. */
const OUT_OF_SIGHT = 15_000;

/** Milliseconds before try number `tries` (from 0): 0.5 s doubling to 30 s, ± a quarter by `chance` in 0…1. */
export function backoff(tries: number, chance: number): number {
  return Math.min(30_000, 500 * 2 ** tries) * (0.75 + chance / 2);
}

interface Asked {
  /** Asked anew each time, since it may say what was heard last. */
  url: () => string;
  event: string;
  hear: (event: MessageEvent<string>) => void;
  /** The line broke for the so many-th time in a row, from 0. */
  broke?: (tries: number) => void;
}

/** Listens until the returned function is called. */
export function stream({ url, event, hear, broke }: Asked): () => void {
  let tries = 0;
  let again = 0;
  let asleep = 0;
  let source: EventSource | null = null;

  const close = () => {
    window.clearTimeout(again);
    source?.close();
  };
  const open = () => {
    close();
    source = new EventSource(url());
    source.addEventListener(event, (told) => {
      tries = 0;
      hear(told as MessageEvent<string>);
    });
    source.onerror = () => {
      close();
      broke?.(tries);
      again = window.setTimeout(open, backoff(tries, Math.random()));
      tries += 1;
    };
  };
  const look = () => {
    window.clearTimeout(asleep);
    if (document.visibilityState !== "visible") asleep = window.setTimeout(close, OUT_OF_SIGHT);
    else if (source?.readyState === EventSource.CLOSED) open();
  };

  open();
  window.addEventListener("online", look);
  document.addEventListener("visibilitychange", look);
  return () => {
    window.removeEventListener("online", look);
    document.removeEventListener("visibilitychange", look);
    window.clearTimeout(asleep);
    close();
  };
}
