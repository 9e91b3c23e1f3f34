// What is open around the picture: menus, search, the side, what is carried. No part of the journey, and not kept.
import { createContext, useContext } from "react";
import type { Spot } from "../draft/selection";
import type { Asked } from "../live/Behind";
import { Observable, useObserved } from "./observable";

/** What a hand or the keyboard holds: steps of the journey, or a kind of step that is not there yet. */
export type Carried = { of: "steps"; ids: readonly string[]; copy: boolean } | { of: "kind"; kind: string };

export interface Carry {
  what: Carried;
  by: "hand" | "keys";
  /** Where it would be put now. */
  behind: Spot | null;
}

export interface At {
  x: number;
  y: number;
}

export interface ViewState {
  /** The type-ahead of kinds is open for this place, at this point of the window. */
  adding: { behind: Spot; at: At } | null;
  menu: { spot: Spot; at: At } | null;
  carry: Carry | null;
  finding: boolean;
  helping: boolean;
  /** A number of the picture whose people are looked at. */
  asked: Asked | null;
  side: "steps" | "outline" | null;
  /** Dates of an example person in milliseconds, by moment; `""` is entry. Null: days are counted. */
  example: Readonly<Record<string, number>> | null;
}

export class View extends Observable<ViewState> {
  constructor(wide: boolean) {
    super({
      adding: null,
      menu: null,
      carry: null,
      finding: false,
      helping: false,
      asked: null,
      side: wide ? "steps" : null,
      example: null,
    });
  }

  /** Both are set by the canvas while it is there. */
  camera: Camera | null = null;
  carry: ((what: Carried, at: At) => void) | null = null;
  /** Takes the picture along: as a file, or on paper. */
  take: ((form: "svg" | "png" | "print") => Promise<void>) | null = null;
  /** What is due with the journey as a whole, as the head says it; null while nothing is. Set by the head. */
  due: { word: string; act: () => void } | null = null;
  /** When something was put down last, in milliseconds since the page began. */
  putDown = Number.NEGATIVE_INFINITY;

  /** The click that ends a drag is no click. */
  readonly justCarried = (): boolean => performance.now() - this.putDown < 80;
}

/** What others may ask of the picture. Points are of the window, in pixels. */
export interface Camera {
  focus: () => void;
  seeAll: () => void;
  seeChosen: () => void;
  nearer: () => void;
  farther: () => void;
  /** Where a spot stands on the screen now; the middle of the picture when it cannot be seen. */
  pointOf: (spot: Spot) => At;
}

export const ViewContext = createContext<View | null>(null);

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error("the view is only there inside a journey's page");
  return view;
}

export function useViewed<Part>(pick: (state: ViewState) => Part): Part {
  return useObserved(useView(), pick);
}
