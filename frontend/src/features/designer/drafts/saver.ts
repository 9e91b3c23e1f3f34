// Saves the text a moment after somebody stopped typing, one save at a time, never over another window's. No React.
import type { DraftShown } from "~/api/drafts";
import { asProblem } from "~/api/problem";

export const FILE = "journey.yaml";
const CALM = 800; // milliseconds without typing
const AGAIN = 5_000; // milliseconds before a save that failed is tried again

export type Phase = "resting" | "waiting" | "saving" | "failed" | "elsewhere";

export interface Saving {
  /** What the server has; null until it was asked. */
  draft: DraftShown | null;
  phase: Phase;
}

export type Save = (text: string, revision: number) => Promise<DraftShown>;

export class DraftSaver {
  private state: Saving = { draft: null, phase: "resting" };
  private readonly listeners = new Set<() => void>();
  private wanted: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private unanswered: string[] = [];

  /** `file`: which of the draft's files the text is. */
  constructor(
    private readonly save: Save,
    private readonly file = FILE,
  ) {}

  readonly get = (): Saving => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(change: Partial<Saving>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  /** The server's word: when the page opens, and after a merge, a restore or a publication. */
  readonly adopt = (draft: DraftShown): void => {
    this.set({ draft, phase: this.state.phase === "elsewhere" ? "resting" : this.state.phase });
    if (this.wanted === null) return;
    if (this.wanted === draft.files[this.file]) this.rest();
    else this.schedule(CALM);
  };

  /** The text as it stands now. */
  readonly text = (text: string): void => {
    const { draft, phase } = this.state;
    this.wanted = text;
    if (!draft || phase === "elsewhere" || this.running) return;
    if (text === draft.files[this.file]) this.rest();
    else this.schedule(CALM);
  };

  /** Another window of this person saved: nothing is written until somebody chose. */
  readonly elsewhere = (): void => {
    clearTimeout(this.timer);
    this.set({ phase: "elsewhere" });
  };

  /** Saves at once what is not saved. Rejects where that does not work. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.timer);
    await this.running;
    if (this.unsaved) await this.write(true);
  };

  /** Does something else that writes the draft, once all is saved, with nothing saved beside it. */
  readonly instead = async <T extends { draft: DraftShown }>(write: () => Promise<T>): Promise<T> => {
    await this.flush();
    const { phase } = this.state;
    this.set({ phase: "saving" });
    const written = write();
    this.running = written
      .then(({ draft }) => this.set({ draft, phase: "resting" }))
      .catch(() => this.set({ phase: phase === "elsewhere" ? phase : "resting" }))
      .finally(() => this.rested());
    await this.running;
    return written;
  };

  get unsaved(): boolean {
    const { draft } = this.state;
    return draft !== null && this.wanted !== null && this.wanted !== draft.files[this.file];
  }

  /** Texts that were sent and not answered: the server has one of them, or what it had before. */
  get sent(): readonly string[] {
    return this.unanswered;
  }

  readonly stop = (): void => {
    clearTimeout(this.timer);
    if (this.unsaved && this.state.phase !== "elsewhere") void this.write().catch(() => undefined);
  };

  private rest(): void {
    clearTimeout(this.timer);
    if (this.state.phase !== "resting") this.set({ phase: "resting" });
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(), wait);
    if (this.state.phase === "resting") this.set({ phase: "waiting" });
  }

  private write(strict = false): Promise<void> {
    this.running ??= this.attempt(strict).finally(() => this.rested());
    return this.running;
  }

  private rested(): void {
    this.running = null;
    if (this.unsaved && this.state.phase === "resting") this.schedule(CALM);
  }

  private async attempt(strict: boolean): Promise<void> {
    const { draft } = this.state;
    if (!draft || this.wanted === null) return;
    this.unanswered.push(this.wanted);
    this.set({ phase: "saving" });
    try {
      const saved = await this.save(this.wanted, draft.revision);
      this.unanswered = [];
      this.set({ draft: saved, phase: "resting" });
    } catch (error) {
      const { status } = asProblem(error);
      if (status !== 0) this.unanswered = [];
      if (status === 412) this.elsewhere();
      else {
        this.set({ phase: "failed" });
        this.schedule(AGAIN);
      }
      if (strict) throw error;
    }
  }
}
