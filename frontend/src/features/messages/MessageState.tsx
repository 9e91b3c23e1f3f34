// How a message stands: icon and word.

import { Mark } from "~/parts/Mark";
import type { Tone } from "~/theme/tones";
import { w } from "~/words";
import { lookUp, plainCode } from "~/words/reasons";

const TONES: Record<string, Tone> = {
  sent: "good",
  blocked: "attention",
  failed: "stop",
  uncertain: "attention",
};

export function MessageState({ state }: { state: string }) {
  const word = lookUp(w.messages.states, state) ?? plainCode(state).toLowerCase();
  return <Mark tone={TONES[state] ?? "neutral"}>{word}</Mark>;
}
