// Every key of the picture and the outline: one table, so that the help tells the truth.
import type { KeyboardEvent } from "react";
import { w } from "~/words";
import type { View } from "../view/view";
import { put, take } from "./clipboard";
import type { Gestures } from "./gestures";
import * as moving from "./moving";

export interface Hands {
  gestures: Gestures;
  view: View;
  /** Puts the keyboard into the form of what is chosen. */
  edit: () => void;
  commands: () => void;
}

type Deed = (hands: Hands) => void;

const menuHere: Deed = ({ gestures, view }) => {
  const spot = gestures.spot();
  const at = view.camera?.pointOf(spot);
  if (at) view.set({ menu: { spot, at } });
};

/** Where no steps can stand, the menu says what can be done. */
export const addHere: Deed = (hands) => {
  const { gestures, view } = hands;
  const behind = gestures.spot();
  if (!gestures.takesSteps(behind)) return menuHere(hands);
  const at = view.camera?.pointOf(behind);
  if (at && gestures.canWrite()) view.set({ adding: { behind, at } });
};

/** From the picture to the outline and back. */
const otherView: Deed = ({ view }) => {
  if (document.activeElement?.closest("[data-outline]")) return view.camera?.focus();
  view.set({ side: "outline" });
  setTimeout(() => document.querySelector<HTMLElement>("[data-outline]")?.focus());
};

/** To what is parked, below the outline. */
export const toParked: Deed = ({ gestures, view }) => {
  if (gestures.parked().length === 0) return gestures.store.say(w.canvas.parked.none);
  view.set({ side: "outline" });
  setTimeout(() => document.querySelector<HTMLElement>("[data-parked]")?.focus());
};

/** Where the keyboard stands on a way or a step, by `walk`; arrows of the outline are its own. */
const WALKING: Record<string, Deed> = {
  ArrowDown: ({ gestures }) => gestures.walk("down"),
  ArrowUp: ({ gestures }) => gestures.walk("up"),
  ArrowLeft: ({ gestures }) => gestures.walk("left"),
  ArrowRight: ({ gestures }) => gestures.walk("right"),
  Home: ({ gestures }) => gestures.stand({ of: "trigger" }),
  End: ({ gestures }) => gestures.stand(gestures.walker.last()),
};

const CHANGING: Record<string, Deed> = {
  "shift+ArrowDown": ({ gestures }) => gestures.extend("down"),
  "shift+ArrowUp": ({ gestures }) => gestures.extend("up"),
  "mod+a": ({ gestures }) => gestures.all(),
  Escape: ({ gestures }) => gestures.clear(),
  Enter: (hands) => hands.edit(),
  a: addHere,
  Insert: addHere,
  Delete: ({ gestures }) => gestures.remove(),
  Backspace: ({ gestures }) => gestures.remove(),
  "mod+z": ({ gestures }) => gestures.store.undo(),
  "mod+shift+z": ({ gestures }) => gestures.store.redo(),
  "mod+y": ({ gestures }) => gestures.store.redo(),
  c: ({ gestures }) => void put(gestures.copy()),
  x: ({ gestures }) => void put(gestures.cut()),
  v: ({ gestures }) => void take().then((text) => gestures.paste(text)),
  d: ({ gestures }) => gestures.duplicate(),
  "mod+d": ({ gestures }) => gestures.duplicate(),
  m: moving.begin,
  w: ({ gestures }) => gestures.wrap("branch"),
  p: ({ gestures }) => gestures.park(),
  "shift+p": toParked,
  f: ({ gestures }) => gestures.fold(),
  "shift+f": ({ gestures }) => gestures.foldAll(),
  ContextMenu: menuHere,
  "shift+F10": menuHere,
  k: (hands) => hands.commands(),
  o: otherView,
  "?": ({ view }) => view.set({ helping: true }),
  "shift+?": ({ view }) => view.set({ helping: true }),
  "/": ({ view }) => view.set({ finding: true }),
  "1": ({ view }) => view.camera?.seeAll(),
  "2": ({ view }) => view.camera?.seeChosen(),
  "+": ({ view }) => view.camera?.nearer(),
  "=": ({ view }) => view.camera?.nearer(),
  "shift++": ({ view }) => view.camera?.nearer(),
  "-": ({ view }) => view.camera?.farther(),
};

/** As the tables name it: `mod` is Ctrl, or Cmd on a Mac. */
export function keyName(event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "mod+" : ""}${event.shiftKey ? "shift+" : ""}${key}`;
}

/** Whether keys are being typed into something else. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input, textarea, select, [contenteditable=true], .cm-editor") !== null;

/** `walking`: whether arrows walk along the river. */
export function onKey(event: KeyboardEvent, hands: Hands, walking = true): void {
  if (isTyping(event.target) || event.altKey) return;
  const name = keyName(event);
  const deed = hands.view.get().carry
    ? (moving.KEYS[name] ?? null)
    : (CHANGING[name] ?? (walking ? WALKING[name] : undefined));
  if (!deed) return;
  event.preventDefault();
  event.stopPropagation();
  deed(hands);
}
