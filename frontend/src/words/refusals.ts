// Refusals by their codes. The server's own sentence is English and knows more, so only English readers get it.
import { w } from ".";
import { language } from "./locale";
import { lookUp } from "./reasons";

/** `told`: the server's sentence. A mail that may not go is refused by the rule of sending that holds it back. */
export function refusalWords(code: string, told: string, otherwise: string): string {
  const own = lookUp(w.refusals, code) ?? lookUp(w.codes.reasons, code) ?? otherwise;
  return (language() === "en" && told) || own;
}

/** Why a sender's message was not taken. */
export const untakenWords = (code: string, told: string): string =>
  (language() === "en" && told) || (lookUp(w.untaken, code) ?? refusalWords(code, told, told));
