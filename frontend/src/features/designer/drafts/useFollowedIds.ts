// A step that is called otherwise, by a command, by undo or in the text, is called so in the journey's scenarios too.
import { useEffect } from "react";
import { renamedBetween } from "../draft/selection";
import { renameInScenarios } from "../model/editing";
import type { DesignerStore } from "../store";
import type { DraftSaver } from "./saver";

const SCENARIOS = "scenarios.yaml";
const CALM = 400; // milliseconds without another name: whoever types one has a name with each letter

type Renamed = Readonly<Record<string, string>>;

/** What both renamings come to. */
export function after(first: Renamed, then: Renamed): Renamed {
  const last = Object.entries(first).map(([was, is]) => [was, then[is] ?? is] as const);
  const known = new Set(Object.values(first));
  const others = Object.entries(then).filter(([was]) => !known.has(was));
  return Object.fromEntries([...last, ...others].filter(([was, is]) => was !== is));
}

export function useFollowedIds(
  store: DesignerStore,
  saver: DraftSaver,
  keep: (file: string, text: string) => Promise<void>,
): void {
  useEffect(() => {
    let { document } = store.get();
    let renamed: Renamed = {};
    let timer = 0;
    const follow = async () => {
      const meant = renamed;
      renamed = {};
      await saver.flush();
      const { draft } = saver.get();
      const { text: own, base } = store.get();
      // Names that somebody else published are in their scenarios already.
      if (!draft || (own === base && draft.changed.length === 0)) return;
      const text = draft.files[SCENARIOS];
      const now = text === undefined ? undefined : renameInScenarios(text, meant);
      if (now !== undefined && now !== text) await keep(SCENARIOS, now);
    };
    const stop = store.subscribe(() => {
      const next = store.get().document;
      if (next === document) return;
      const found = renamedBetween(document, next);
      document = next;
      if (Object.keys(found).length === 0) return;
      renamed = after(renamed, found);
      window.clearTimeout(timer);
      // What cannot be saved now is told by the saver; the compiler then names the scenario.
      timer = window.setTimeout(() => void follow().catch(() => undefined), CALM);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [store, saver, keep]);
}
