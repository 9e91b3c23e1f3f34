// The hands of a journey's page, for every part of it.
import { createContext, useContext } from "react";
import type { Hands } from "./keys";

export const HandsContext = createContext<Hands | null>(null);

export function useHands(): Hands {
  const hands = useContext(HandsContext);
  if (!hands) throw new Error("hands are only there inside a journey's page");
  return hands;
}
