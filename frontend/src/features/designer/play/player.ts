// One player for each open journey: who is played, what happens to them, and what the clock shows. No React.
import type { Simulated } from "~/api/generated/types";
import type { DesignerStore } from "../store";
import { nextMinute } from "./moments";
import { type Happening, playable, type Scenario, withEvent } from "./scenario";

export interface Playing {
  scenario: Scenario | null;
  /** Somebody of this installation, masked: played, and never kept. */
  real: boolean;
  /** The people before each thing that was made to happen, the latest last. */
  before: { scenario: Scenario; at: number }[];
  /** Seconds; 0 until the story is known. */
  at: number;
  running: boolean;
  story: Simulated | null;
  /** The line that is looked at, by its place in the story. */
  opened: number | null;
}

const IDLE: Playing = {
  scenario: null,
  real: false,
  before: [],
  at: 0,
  running: false,
  story: null,
  opened: null,
};

export class Player {
  private state = IDLE;
  private readonly listeners = new Set<() => void>();

  readonly get = (): Playing => this.state;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(change: Partial<Playing>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  readonly choose = (scenario: Scenario, real = false) =>
    this.set({ ...IDLE, scenario: playable(scenario), real });

  readonly stop = () => this.set(IDLE);

  /** The server has told the story. The clock stays where it stands, or is set to the beginning. */
  readonly told = (story: Simulated) => {
    const begins = story.began ?? story.lines[0]?.at ?? 0;
    this.set({ story, at: this.state.at || Math.ceil(begins) });
  };

  readonly setClock = (at: number) => this.set({ at, opened: null });

  readonly run = (running: boolean) => this.set({ running });

  readonly open = (line: number | null) => this.set({ opened: line });

  /** Something happens a minute from now; what was planned for later still comes. */
  readonly happen = (make: (at: number) => Happening) => {
    const { scenario, at, before } = this.state;
    if (!scenario) return;
    const then = nextMinute(at);
    this.set({
      scenario: withEvent(scenario, make(then)),
      before: [...before, { scenario, at }],
      at: then,
      opened: null,
      running: false,
    });
  };

  readonly takeBack = () => {
    const { before } = this.state;
    const last = before.at(-1);
    if (last) this.set({ ...last, before: before.slice(0, -1), opened: null, running: false });
  };
}

const players = new WeakMap<DesignerStore, Player>();

/** It lives as long as the page of its journey. */
export function playerOf(store: DesignerStore): Player {
  const known = players.get(store) ?? new Player();
  players.set(store, known);
  return known;
}
