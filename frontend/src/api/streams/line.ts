// Where this window's streams come from: the worker that all windows share, or, where there is none, a line of its own.
import { Hub, type Listener } from "./hub";
import { type Asked, HERE, type Told } from "./talk";

export interface Line {
  listen: (listener: Listener) => () => void;
  retry: () => void;
}

/** What the worker's port is spoken to by. It listens in this window's stead. */
export class SharedLine implements Line {
  private readonly listeners = new Map<number, Listener>();
  private readonly moved = new Map<number, () => void>();
  private instead: Line | null = null;
  private next = 0;

  constructor(private readonly port: Pick<MessagePort, "postMessage" | "onmessage">) {
    port.onmessage = ({ data }: MessageEvent<Told>) => {
      const listener = this.listeners.get(data.id);
      if ("data" in data) listener?.hear(data.data);
      else listener?.broke(data.broke);
    };
  }

  private say(asked: Asked): void {
    this.port.postMessage(asked);
  }

  readonly listen = (listener: Listener): (() => void) => {
    if (this.instead) return this.instead.listen(listener);
    const id = this.next++;
    this.listeners.set(id, listener);
    this.say({ say: "listen", id, topic: listener.topic });
    return () => {
      this.listeners.delete(id);
      this.say({ say: "drop", id });
      this.moved.get(id)?.();
    };
  };

  readonly retry = () => (this.instead ? this.instead.retry() : this.say({ say: "retry" }));

  readonly here = () => this.say({ say: "here" });

  /** Everything that is listened to goes over to another line. */
  moveTo(line: Line): void {
    this.instead = line;
    for (const [id, listener] of this.listeners) this.moved.set(id, line.listen(listener));
  }
}

let own: Line | null = null;

function shared(): Line {
  const worker = new SharedWorker(new URL("./windows.worker.ts", import.meta.url), { type: "module" });
  const made = new SharedLine(worker.port);
  const alive = window.setInterval(made.here, HERE);
  // Its script may be gone after an update, or be forbidden: then this window listens by itself.
  worker.onerror = () => {
    window.clearInterval(alive);
    made.moveTo(new Hub());
  };
  return made;
}

export function ownLine(): Line {
  own ??= typeof SharedWorker === "undefined" ? new Hub() : shared();
  return own;
}
