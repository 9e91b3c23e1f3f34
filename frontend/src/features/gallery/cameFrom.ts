// From which step of a journey somebody came to a message or a form: the way back leads to it. It is kept in the address.
import { useSearch } from "wouter";

/** To be added to the address of a page of the draft. */
export const fromStep = (step: string | null | undefined, sign: "?" | "&" = "?"): string =>
  step ? `${sign}from=${encodeURIComponent(step)}` : "";

export const stepIn = (search: string): string => new URLSearchParams(search).get("from") ?? "";

/** The journey, with the step chosen that somebody came from. */
export const backTo = (slug: string, step: string): string =>
  `/journeys/${slug}${step ? `?step=${encodeURIComponent(step)}` : ""}`;

/** The step, "" where nobody came from one; and what other pages of the draft are told of it. */
export function useCameFrom(): { step: string; from: string } {
  const step = stepIn(useSearch());
  return { step, from: fromStep(step) };
}
