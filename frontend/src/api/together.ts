// Who else has a journey open and what they change, by server-sent events.
import { stream } from "./streams/stream";

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
  return stream({
    topic: `together:${slug}`,
    hear: (data) => hear(JSON.parse(data) as Together),
  });
}
