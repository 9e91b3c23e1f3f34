// One line to the server for everything that is listened to, however many windows do. No window, no worker: either may hold it.

/** Milliseconds before try number `tries` (from 0): 0.5 s doubling to 30 s, ± a quarter by `chance` in 0…1. */
export function backoff(tries: number, chance: number): number {
  return Math.min(30_000, 500 * 2 ** tries) * (0.75 + chance / 2);
}

export interface Listener {
  /** "live:visit-reminder": a kind of stream and what it is about. */
  topic: string;
  hear: (data: string) => void;
  /** The line broke for the so many-th time in a row, from 0. */
  broke: (tries: number) => void;
}

const SETTLING = 50; // milliseconds in which more may be wanted or dropped, as when a page changes

interface Heard {
  id: string;
  data: string;
}

/** Streams tell whole states, so that the last one is all that a newcomer needs. */
export class Hub {
  private readonly listeners = new Set<Listener>();
  private readonly heard = new Map<string, Heard>();
  private source: EventSource | null = null;
  private asked = "";
  private tries = 0;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  /** Until the returned function is called. */
  readonly listen = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    const known = this.heard.get(listener.topic);
    if (known) listener.hear(known.data);
    this.settle();
    return () => {
      this.listeners.delete(listener);
      this.settle();
    };
  };

  /** There may be a line again: a broken one is not waited for. */
  readonly retry = (): void => {
    if (this.listeners.size > 0 && this.source === null) this.open();
  };

  private topics(): string[] {
    return [...new Set([...this.listeners].map(({ topic }) => topic))].sort();
  }

  private settle(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.topics().join() !== this.asked) this.open();
    }, SETTLING);
  }

  private open(): void {
    clearTimeout(this.again);
    const topics = this.topics();
    this.asked = topics.join();
    for (const topic of this.heard.keys()) if (!topics.includes(topic)) this.heard.delete(topic);
    const before = this.source;
    this.source = null;
    if (topics.length === 0) {
      before?.close();
      this.tries = 0;
    }
    // The line before goes when this one stands, so that nobody is seen to leave.
    else this.source = this.connect(topics, () => before?.close());
  }

  private connect(topics: string[], opened: () => void): EventSource {
    const of = topics.map((topic) => [topic, this.heard.get(topic)?.id].filter(Boolean).join(":"));
    const source = new EventSource(`/api/streams?of=${encodeURIComponent(of.join())}`);
    for (const topic of topics)
      source.addEventListener(topic, ({ data, lastEventId }: MessageEvent<string>) => {
        this.tries = 0;
        this.heard.set(topic, { id: lastEventId, data });
        this.tell(topic, data);
      });
    source.onopen = () => {
      opened();
      this.tries = 0;
      // What was heard before the line broke still holds where nothing new is told.
      for (const [topic, { data }] of this.heard) this.tell(topic, data);
    };
    source.onerror = () => {
      opened();
      const refused = source.readyState === EventSource.CLOSED; // not broken: the server said no
      source.close();
      if (this.source !== source) return;
      this.source = null;
      for (const listener of this.listeners) listener.broke(this.tries);
      this.again = setTimeout(() => this.retry(), backoff(this.tries, Math.random()));
      this.tries += 1;
      if (refused) void this.restIfSignedOut();
    };
    return source;
  }

  /** A stream does not tell why it was refused. Signed out, none is tried again until somebody wants one. */
  private async restIfSignedOut(): Promise<void> {
    const answer = await fetch("/api/session").catch(() => null);
    if (answer?.status !== 401 || this.source !== null) return;
    clearTimeout(this.again);
    this.asked = "";
  }

  private tell(topic: string, data: string): void {
    for (const listener of this.listeners) if (listener.topic === topic) listener.hear(data);
  }
}
