// The journey being edited: one store a page. The text is its state; the picture and the outline are made from it.
import { createContext, useContext, useSyncExternalStore } from "react";
import { w } from "~/words";
import { followFolds } from "./draft/folds";
import { Keeper } from "./draft/keeper";
import {
  atSpot,
  atStep,
  kept,
  NOTHING,
  renamedBetween,
  type Selection,
  type Spot,
  several,
} from "./draft/selection";
import type { Command, DraftState, DrawerTab } from "./draft/state";
import { deedWords, namesOf } from "./draft/told";
import { everyStep, nearStep } from "./model/document";
import {
  type Deed,
  type Edited,
  type FileChange,
  type History,
  isRefused,
  NO_HISTORY,
  type Outcome,
  readDraft,
  record,
  redo,
  type Turn,
  typed,
  undo,
} from "./model/editing";

export type { DraftState as DesignerState, DrawerTab } from "./draft/state";

type Listener = () => void;

/** Puts other files of the draft to where this step of the history has them; `taken` once they are there. */
type PutFiles = (turn: Turn, taken: () => void) => Promise<void>;

export class DesignerStore {
  private state: DraftState;
  private readonly listeners = new Set<Listener>();
  private readonly keeper: Keeper;
  private putFiles: PutFiles | null = null;
  /** Files are on their way: until they are there, nothing else may begin at this text. */
  private putting = false;

  /** With a slug, edits and their history survive a reload of the page. */
  constructor(
    source: string,
    etag: string,
    slug?: string,
    readonly mayWrite = true,
  ) {
    this.keeper = new Keeper(slug, mayWrite);
    const { text, history } = this.keeper.recall(etag) ?? { text: source, history: NO_HISTORY };
    const draft = readDraft(text);
    this.state = {
      ...NOTHING,
      ...namesOf(history),
      text,
      draft,
      history,
      base: source,
      etag,
      document: draft.document ?? readDraft(source).document,
      slips: draft.slips,
      folded: this.keeper.folds(),
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
    const shut = this.shut;
    const outcome: Outcome = shut ? { refused: shut } : command(this.state.draft);
    if (isRefused(outcome)) this.say(w.canvas.refusals[outcome.refused]);
    else if (outcome.text !== this.state.text) {
      const history = record(this.state.history, outcome, Date.now());
      this.take(outcome.text, history, deedWords(outcome.deed), outcome);
    }
    return outcome;
  };

  /** The text as somebody typed it. */
  readonly edit = (text: string): void => {
    const { text: before, history } = this.state;
    if (this.shut) this.say(w.canvas.refusals[this.shut]);
    else if (text !== before) this.take(text, record(history, typed(before, text), Date.now()));
  };

  private get shut(): "read-only" | "one-moment" | null {
    if (!this.mayWrite) return "read-only";
    return this.putting ? "one-moment" : null;
  }

  /** The server made another draft out of this one: one step of the history, with the files that changed with it. */
  readonly become = (text: string, deed: Deed, files: readonly FileChange[]): void => {
    const { changes } = typed(this.state.text, text);
    const history = record(this.state.history, { deed, changes, files }, Date.now());
    if (history !== this.state.history) this.take(text, history, deedWords(deed));
  };

  /** Who writes files beside the text; what it returns takes that back. */
  readonly putFilesBy = (put: PutFiles): Listener => {
    this.putFiles = put;
    return () => {
      this.putFiles = null;
    };
  };

  readonly undo = (): void => this.turn(undo(this.state.history, this.state.text), w.canvas.undone);

  readonly redo = (): void => this.turn(redo(this.state.history, this.state.text), w.canvas.redone);

  private turn(turn: Turn | null, words: (deed: string) => string): void {
    if (!turn || this.putting) return;
    if (turn.files.length === 0) this.turned(turn, words);
    else if (this.putFiles) void this.turnWhole(turn, words, this.putFiles);
    else this.say(w.canvas.refusals["one-moment"]);
  }

  private async turnWhole(turn: Turn, words: (deed: string) => string, put: PutFiles): Promise<void> {
    this.putting = true;
    try {
      await put(turn, () => this.turned(turn, words));
    } finally {
      this.putting = false;
    }
  }

  private turned(turn: Turn, words: (deed: string) => string): void {
    const longer = turn.text.length > this.state.text.length;
    // What is read here is not read again where it is taken.
    const renamed = renamedBetween(this.state.document, readDraft(turn.text).document);
    this.take(turn.text, turn.history, words(deedWords(turn.deed)), { ids: [], renamed });
    const { document, selected, spot } = this.state;
    // The keyboard stays where something happened, so that one can go on from there.
    const near = nearStep(document?.steps ?? [], turn.offset, longer);
    if (selected === null && spot === null && near) this.select(near.id);
  }

  /** Broken text keeps the last good picture. */
  private take(text: string, history: History, said = "", edited?: Pick<Edited, "ids" | "renamed">): void {
    const draft = readDraft(text);
    const document = draft.document ?? this.state.document;
    const there = new Set(everyStep(document?.steps ?? []).map(({ step }) => step.id));
    const wanted: Selection = edited?.ids.length ? several(edited.ids) : this.state;
    this.set({
      ...kept(wanted, there, edited?.renamed),
      ...namesOf(history),
      text,
      draft,
      history,
      document,
      slips: draft.slips,
      folded: followFolds(this.state.folded, edited?.renamed),
      said: said ? { words: said } : this.state.said,
    });
    this.keeper.keep(this.state);
  }

  /** The server has taken (or has) this text. Unsaved edits are kept when somebody else published. */
  readonly rebase = (source: string, etag: string): void => {
    const unsaved = this.state.text !== this.state.base;
    this.set({ base: source, etag });
    if (unsaved) this.keeper.keep(this.state);
    else if (source !== this.state.text) this.take(source, NO_HISTORY);
  };

  readonly select = (id: string | null): void => this.set(id === null ? NOTHING : atStep(id));

  /** Chooses several steps; the last is the one looked at. */
  readonly choose = (selection: Selection): void => this.set(selection);

  readonly stand = (spot: Spot | null): void => this.set(atSpot(spot));

  readonly foldStep = (id: string, fold = !this.state.folded.has(id)): void => {
    const folded = new Set(this.state.folded);
    if (fold) folded.add(id);
    else folded.delete(id);
    this.foldAll(folded);
  };

  readonly foldAll = (ids: Iterable<string>): void => {
    const folded = new Set(ids);
    this.keeper.keepFolds(folded);
    this.set({ folded });
  };

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

/** What a part of the page is shown that follows the others a frame later; null where all is as it is now. */
export const ShownContext = createContext<DraftState | null>(null);

const never = () => () => {};

export function useDesigner(): DraftState {
  const store = useStore();
  const shown = useContext(ShownContext);
  return useSyncExternalStore(shown ? never : store.subscribe, shown ? () => shown : store.get);
}
