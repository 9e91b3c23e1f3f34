// What every part of a document's form knows: the document, what may be added where, and how it is changed.
import { createContext, useContext } from "react";
import type { Draft, Outcome } from "~/features/designer/model/editing";
import type { Descriptions } from "./arranged";
import type { Offer } from "./offers";
import type { DocumentName, Shape } from "./shape";

export interface Bench {
  document: DocumentName;
  shape: Shape;
  known: Descriptions;
  source: string;
  readOnly: boolean;
  /** What is wrong, by the place where a value begins. */
  wrong: ReadonlyMap<number, string>;
  /** By the room that shows them. */
  offers: ReadonlyMap<string, readonly Offer[]>;
  run: (command: (draft: Draft) => Outcome) => Outcome;
  /** Adds it at once, or asks what it is called. */
  begin: (offer: Offer) => void;
  /** Takes it away; what others may need is asked about first. */
  remove: (path: readonly string[], title: string) => void;
}

const Context = createContext<Bench | null>(null);
export const BenchContext = Context;

export function useBench(): Bench {
  const bench = useContext(Context);
  if (!bench) throw new Error("a part of a document stands on its page");
  return bench;
}
