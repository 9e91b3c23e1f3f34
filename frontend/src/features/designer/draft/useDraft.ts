// The one way to the draft being edited: read it, run a command on it, take it back. For inspector, code and panels.
import { useMemo } from "react";
import type { DesignerStore } from "../store";
import { useDesigner, useStore } from "../store";
import type { DraftState } from "./state";

export type DraftHandle = DraftState &
  Pick<
    DesignerStore,
    | "run"
    | "edit"
    | "undo"
    | "redo"
    | "select"
    | "choose"
    | "stand"
    | "foldStep"
    | "say"
    | "show"
    | "goToLine"
  >;

/**
 * The draft of the journey whose page this is. It is there only inside a journey's page, which has one draft; the
 * slug is not needed to find it. `run` takes a command of `model/editing` with its arguments filled in:
 * `run((draft) => setField(draft, { step, field: "for", value: "3d" }))`, and gives back its outcome: refusals
 * are told to the person by the page itself, so most callers may ignore it.
 */
export function useDraft(): DraftHandle {
  const store = useStore();
  const state = useDesigner();
  return useMemo(
    () => ({
      ...state,
      run: store.run,
      edit: store.edit,
      undo: store.undo,
      redo: store.redo,
      select: store.select,
      choose: store.choose,
      stand: store.stand,
      foldStep: store.foldStep,
      say: store.say,
      show: store.show,
      goToLine: store.goToLine,
    }),
    [state, store],
  );
}
