// Holds the one line of all windows of this browser: a browser has six connections to a server without HTTP/2.
import { Hub } from "./hub";
import { type Asked, GONE, HERE, type Told } from "./talk";

declare const self: { onconnect: ((event: MessageEvent) => void) | null };

const hub = new Hub();

/** One window that has this worker open. */
class Client {
  private readonly dropping = new Map<number, () => void>();
  private seen = Date.now();
  private readonly watch = setInterval(() => this.look(), HERE);

  constructor(private readonly port: MessagePort) {
    port.onmessage = ({ data }: MessageEvent<Asked>) => this.hear(data);
  }

  private hear(asked: Asked): void {
    this.seen = Date.now();
    if (asked.say === "listen") this.listen(asked.id, asked.topic);
    else if (asked.say === "drop") this.drop(asked.id);
    else if (asked.say === "retry") hub.retry();
  }

  private listen(id: number, topic: string): void {
    const tell = (told: Told) => this.port.postMessage(told);
    const drop = hub.listen({
      topic,
      hear: (data) => tell({ id, data }),
      broke: (broke) => tell({ id, broke }),
    });
    this.dropping.set(id, drop);
  }

  private drop(id: number): void {
    this.dropping.get(id)?.();
    this.dropping.delete(id);
  }

  private look(): void {
    if (Date.now() - this.seen < GONE) return;
    clearInterval(this.watch);
    for (const id of [...this.dropping.keys()]) this.drop(id);
    this.port.close();
  }
}

self.onconnect = ({ ports }) => {
  for (const port of ports) new Client(port);
};
