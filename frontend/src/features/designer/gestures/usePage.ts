// The hands of the page, and the keys that work wherever on it somebody is.
import { useEffect, useMemo, useRef } from "react";
import { whenDrawn } from "../drawer/showing";
import { openCommands } from "../palette/CommandPalette";
import { useStore } from "../store";
import type { View } from "../view/view";
import { Gestures } from "./gestures";
import { type Hands, isTyping, keyName } from "./keys";

const FORM = "input, textarea, select, button, [tabindex='0'], [contenteditable=true]";

/** Into the form beside the picture: its first field, or else its first button. */
function toInspector(step: string | null): void {
  whenDrawn(step, () => {
    const form = document.querySelector("[data-inspector]");
    const fields = [...(form?.querySelectorAll<HTMLElement>(FORM) ?? [])];
    const field = fields.find((one) => one.matches("input, textarea, select, [contenteditable=true]"));
    (field ?? fields[0])?.focus();
  });
}

export function useMakeHands(view: View, author: boolean): Hands {
  const store = useStore();
  const may = useRef(author);
  may.current = author;
  return useMemo(
    () => ({
      gestures: new Gestures(store, () => may.current),
      view,
      edit: () => toInspector(store.get().selected),
      commands: openCommands,
    }),
    [store, view],
  );
}

/** Out of the form again: whatever else Escape closes or takes back comes first. */
function leavesForm(event: KeyboardEvent): boolean {
  if (event.key !== "Escape" || event.defaultPrevented || !(event.target instanceof Element)) return false;
  const open = event.target.getAttribute("aria-expanded") === "true";
  return !open && event.target.closest("[data-inspector]") !== null;
}

/** Ctrl/Cmd+K, F, Z: also when the keyboard is on a button of the page. In a field, keys belong to the field. */
export function usePageKeys(hands: Hands): void {
  useEffect(() => {
    const { gestures, view } = hands;
    const deeds: Record<string, () => void> = {
      "mod+k": hands.commands,
      "mod+f": () => view.set({ finding: true }),
      "mod+z": gestures.store.undo,
      "mod+shift+z": gestures.store.redo,
    };
    const press = (event: KeyboardEvent) => {
      const name = keyName(event);
      const deed = deeds[name];
      const elsewhere = document.querySelector("[role=dialog][aria-modal=true]") !== null;
      if (!deed || elsewhere || (isTyping(event.target) && name !== "mod+k")) return;
      if (name.endsWith("z") && !gestures.canWrite()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      deed();
    };
    const back = (event: KeyboardEvent) => leavesForm(event) && view.camera?.focus();
    window.addEventListener("keydown", press, true);
    // Not at the window: a tooltip that Escape closes keeps it from there.
    document.addEventListener("keydown", back);
    return () => {
      window.removeEventListener("keydown", press, true);
      document.removeEventListener("keydown", back);
    };
  }, [hands]);
}
