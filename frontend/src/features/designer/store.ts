// The document being looked at: its text, what is selected, and the last text that could be read. One store a page.
import { createContext, useContext, useSyncExternalStore } from "react";
import type { JourneyDocument, Slip } from "./model/document";
import { readJourney } from "./model/read";

export type DrawerTab = "problems" | "yaml" | "people" | "versions";

export interface DesignerState {
  text: string;
  /** The text on the server that this one started from. */
  base: string;
  etag: string;
  document: JourneyDocument | null;
  slips: Slip[];
  selected: string | null;
  tab: DrawerTab;
  open: boolean;
  /** A line the editor should show; a new object each time, so that the same line can be asked for twice. */
  goTo: { line: number; column: number } | null;
}

export class DesignerStore {
  private state: DesignerState;
  private readonly listeners = new Set<() => void>();

  constructor(source: string, etag: string) {
    const reading = readJourney(source);
    this.state = {
      text: source,
      base: source,
      etag,
      document: reading.document,
      slips: reading.slips,
      selected: null,
      tab: "problems",
      open: false,
      goTo: null,
    };
  }

  readonly get = (): DesignerState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(change: Partial<DesignerState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Broken text keeps the last good picture. */
  readonly edit = (text: string): void => {
    if (text === this.state.text) return;
    const reading = readJourney(text);
    this.set({ text, slips: reading.slips, document: reading.document ?? this.state.document });
  };

  /** The server has taken (or has) this text. Unsaved edits are kept when somebody else published. */
  readonly rebase = (source: string, etag: string): void => {
    const unsaved = this.state.text !== this.state.base;
    this.set({ base: source, etag });
    if (!unsaved) this.edit(source);
  };

  readonly discard = (): void => this.edit(this.state.base);

  readonly select = (selected: string | null): void => this.set({ selected });

  readonly show = (tab: DrawerTab): void => this.set({ tab, open: true });

  readonly fold = (): void => this.set({ open: !this.state.open });

  readonly goToLine = (line: number, column = 1): void =>
    this.set({ goTo: { line, column }, tab: "yaml", open: true });
}

export const StoreContext = createContext<DesignerStore | null>(null);

export function useStore(): DesignerStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error("the designer's store is only there inside a journey's page");
  return store;
}

export function useDesigner(): DesignerState {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
