// The journey being edited: one store a page. The text is its state; the picture and the outline are made from it.
import { createContext, useContext, useSyncExternalStore } from "react";
import { followFolds } from "./draft/folds";
import { atSpot, atStep, kept, NOTHING, type Selection, type Spot, several } from "./draft/selection";
import type { Command, DraftState, DrawerTab } from "./draft/state";
import { UndoList } from "./draft/undo";
import { everyStep } from "./model/document";
import { changeBetween, type Edited, isRefused, type Outcome } from "./model/editing";
import { readJourney } from "./model/read";

export type { DraftState as DesignerState, DrawerTab } from "./draft/state";

type Listener = () => void;

export class DesignerStore {
  private state: DraftState;
  private readonly listeners = new Set<Listener>();
  private readonly history = new UndoList();

  constructor(source: string, etag: string) {
    const { document, slips } = readJourney(source);
    this.state = {
      ...NOTHING,
      text: source,
      draft: { text: source },
      base: source,
      etag,
      document,
      slips,
      undoWords: "",
      redoWords: "",
      folded: new Set(),
      said: null,
      tab: "problems",
      open: false,
      goTo: null,
    };
  }

  readonly get = (): DraftState => this.state;

  readonly subscribe = (listener: Listener): Listener => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Runs a command; what it did can be undone, what it refuses is said. */
  readonly run = (command: Command): Outcome => {
    const outcome = command(this.state.draft);
    if (isRefused(outcome)) this.say(this.history.refusal(outcome.refused));
    else if (outcome.text !== this.state.text) {
      this.history.record(outcome);
      this.take(outcome.text, outcome);
    }
    return outcome;
  };

  /** The text as somebody typed it. */
  readonly edit = (text: string): void => {
    const { text: before } = this.state;
    if (text === before) return;
    const deed = { did: "wrote", what: "", typing: "text" } as const;
    this.history.record({ text, changes: changeBetween(before, text), deed, focus: null, ids: [] });
    this.take(text);
  };

  readonly undo = (): void => this.travel(this.history.undo(this.state.text));

  readonly redo = (): void => this.travel(this.history.redo(this.state.text));

  private travel(gone: { text: string; said: string } | null): void {
    if (!gone) return;
    this.take(gone.text);
    this.say(gone.said);
  }

  /** Broken text keeps the last good picture. */
  private take(text: string, edited?: Edited): void {
    const { document: before, folded } = this.state;
    const reading = readJourney(text);
    const document = reading.document ?? before;
    const there = new Set(everyStep(document?.steps ?? []).map(({ step }) => step.id));
    const wanted: Selection = edited?.ids.length ? several(edited.ids) : this.state;
    this.set({
      ...kept(wanted, there, edited?.renamed),
      text,
      draft: { text },
      slips: reading.slips,
      document,
      folded: followFolds(folded, edited?.renamed),
      undoWords: this.history.undoWords,
      redoWords: this.history.redoWords,
      said: edited ? { words: this.history.undoWords } : this.state.said,
    });
  }

  /** The server has taken (or has) this text. Unsaved edits are kept when somebody else published. */
  readonly rebase = (source: string, etag: string): void => {
    const unsaved = this.state.text !== this.state.base;
    this.set({ base: source, etag });
    if (!unsaved) this.edit(source);
  };

  readonly discard = (): void => this.edit(this.state.base);

  readonly select = (id: string | null): void => this.set(id === null ? NOTHING : atStep(id));

  /** Chooses several steps; the last is the one looked at. */
  readonly choose = (selection: Selection): void => this.set(selection);

  readonly stand = (spot: Spot | null): void => this.set(atSpot(spot));

  readonly foldStep = (id: string, fold = !this.state.folded.has(id)): void => {
    const folded = new Set(this.state.folded);
    if (fold) folded.add(id);
    else folded.delete(id);
    this.set({ folded });
  };

  readonly foldAll = (ids: readonly string[]): void => this.set({ folded: new Set(ids) });

  readonly say = (words: string): void => this.set({ said: { words } });

  readonly show = (tab: DrawerTab): void => this.set({ tab, open: true });

  /** Opens or closes the drawer. */
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

export function useDesigner(): DraftState {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
