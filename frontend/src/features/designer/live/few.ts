// How many people, for whom looks: without the operator's role, rounded up to tens. What is played is exact.
import { createContext, useContext } from "react";
import { w } from "~/words";
import { count } from "~/words/numbers";

const FEW = 11;

export const CoarseContext = createContext(false);

export const peopleWords = (people: number, coarse: boolean): string =>
  coarse && people > 0 ? (people < FEW ? w.watch.few : w.watch.atMost(count(people))) : count(people);

export function usePeopleWords(): (people: number) => string {
  const coarse = useContext(CoarseContext);
  return (people) => peopleWords(people, coarse);
}
