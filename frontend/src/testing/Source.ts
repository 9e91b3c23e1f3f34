// An EventSource that a test speaks through.
type Handler = (event: { data: string; lastEventId: string }) => void;

export class Source {
  static readonly CLOSED = 2;
  static made: Source[] = [];
  static last(): Source {
    const source = Source.made.at(-1);
    if (!source) throw new Error("nothing was opened");
    return source;
  }
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private readonly handlers = new Map<string, Handler>();

  constructor(readonly url: string) {
    Source.made.push(this);
  }
  /** The topics that it asks for. */
  get of(): string {
    return new URL(this.url, "http://localhost").searchParams.get("of") ?? "";
  }
  addEventListener(name: string, handler: Handler) {
    this.handlers.set(name, handler);
  }
  say(name: string, data: unknown, lastEventId = "") {
    this.handlers.get(name)?.({ data: JSON.stringify(data), lastEventId });
  }
  close() {
    this.readyState = Source.CLOSED;
  }
}
