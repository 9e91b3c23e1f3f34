// Who else has a journey open and what they change, by server-sent events. Opens again by itself.
import { backoff } from "./live";

export interface Visitor {
  account: string;
  name: string;
  /** When this person last saved a draft of the journey. */
  draft_at: string | null;
}

export interface Together {
  people: Visitor[];
  /** Others whenever comments change. */
  remarks: string;
  /** Another whenever the files of the workspace change. */
  workspace: string;
  /** The revision of your own draft, 0 without one. */
  draft: number;
}

/** Listens until the returned function is called; each event is the whole state. */
export function listenTogether(slug: string, hear: (state: Together) => void): () => void {
  let tries = 0;
  let timer = 0;
  let source: EventSource | null = null;
  const open = () => {
    source = new EventSource(`/api/journeys/${encodeURIComponent(slug)}/together`);
    source.addEventListener("together", (event) => {
      tries = 0;
      hear(JSON.parse((event as MessageEvent<string>).data) as Together);
    });
    source.onerror = () => {
      source?.close();
      timer = window.setTimeout(open, backoff(tries, Math.random()));
      tries += 1;
    };
  };
  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}
