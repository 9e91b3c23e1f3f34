// Live numbers by server-sent events; it says when it is deaf.
import { useEffect, useState } from "react";
import { server } from "./generated/server";
import { stream } from "./streams/stream";
import type { Live } from "./types";

export type Hearing = "connecting" | "live" | "deaf";

interface Handlers {
  counts: (live: Live) => void;
  hearing: (state: Hearing) => void;
}

/** Listens until the returned function is called. A broken stream keeps the last numbers on the screen. */
export function listen(slug: string, handlers: Handlers): () => void {
  return stream({
    topic: `live:${slug}`,
    hear: (data) => {
      handlers.hearing("live");
      handlers.counts(JSON.parse(data) as Live);
    },
    broke: (tries) => handlers.hearing(tries === 0 ? "connecting" : "deaf"),
  });
}

export function useLive(slug: string): { live: Live | null; hearing: Hearing } {
  const [live, setLive] = useState<Live | null>(null);
  const [hearing, setHearing] = useState<Hearing>("connecting");
  useEffect(() => {
    const first = new AbortController();
    setLive(null);
    // The plain counts come first, so that the page has numbers even where a proxy holds streams back.
    server.journeys
      .counts({ slug, signal: first.signal })
      .then((counts) => setLive((now) => now ?? counts))
      .catch(() => undefined);
    const stop = listen(slug, { counts: setLive, hearing: setHearing });
    return () => {
      first.abort();
      stop();
    };
  }, [slug]);
  return { live, hearing };
}
