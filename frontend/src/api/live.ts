// Live numbers by server-sent events: opens again by itself, ever more slowly, and says when it is deaf.
import { useEffect, useState } from "react";
import { server } from "./generated/server";
import type { Live } from "./types";

export type Hearing = "connecting" | "live" | "deaf";

/** Milliseconds before try number `tries` (from 0): 0.5 s doubling to 30 s, ± a quarter by `chance` in 0…1. */
export function backoff(tries: number, chance: number): number {
  return Math.min(30_000, 500 * 2 ** tries) * (0.75 + chance / 2);
}

interface Handlers {
  counts: (live: Live) => void;
  hearing: (state: Hearing) => void;
}

/** Listens until the returned function is called. A broken stream keeps the last numbers on the screen. */
export function listen(url: string, handlers: Handlers): () => void {
  let tries = 0;
  let seen = "";
  let source: EventSource | null = null;
  let timer = 0;

  const open = () => {
    source = new EventSource(seen ? `${url}?seen=${encodeURIComponent(seen)}` : url);
    source.addEventListener("counts", (event) => {
      tries = 0;
      seen = (event as MessageEvent<string>).lastEventId;
      handlers.hearing("live");
      handlers.counts(JSON.parse((event as MessageEvent<string>).data) as Live);
    });
    source.onerror = () => {
      source?.close();
      handlers.hearing(tries === 0 ? "connecting" : "deaf");
      timer = window.setTimeout(open, backoff(tries, Math.random()));
      tries += 1;
    };
  };
  const wake = () => {
    if (document.visibilityState !== "visible" || source?.readyState !== EventSource.CLOSED) return;
    window.clearTimeout(timer);
    open();
  };

  open();
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  return () => {
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
    window.clearTimeout(timer);
    source?.close();
  };
}

export function useLive(slug: string): { live: Live | null; hearing: Hearing } {
  const [live, setLive] = useState<Live | null>(null);
  const [hearing, setHearing] = useState<Hearing>("connecting");
  useEffect(() => {
    const path = `/journeys/${encodeURIComponent(slug)}`;
    const first = new AbortController();
    setLive(null);
    // The plain counts come first, so that the page has numbers even where a proxy holds streams back.
    server.journeys
      .counts({ slug, signal: first.signal })
      .then((counts) => setLive((now) => now ?? counts))
      .catch(() => undefined);
    const stop = listen(`/api${path}/live`, { counts: setLive, hearing: setHearing });
    return () => {
      first.abort();
      stop();
    };
  }, [slug]);
  return { live, hearing };
}
