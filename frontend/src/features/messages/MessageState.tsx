// How a message stands: icon and word.
import { Mark } from "~/parts/Mark";
import type { Tone } from "~/theme/tones";
import { plainCode } from "~/words/reasons";

const STATES: Record<string, [Tone, string]> = {
  sent: ["good", "sent"],
  rendered: ["neutral", "waiting"],
  claimed: ["neutral", "being sent"],
  blocked: ["attention", "not sent"],
  failed: ["stop", "failed"],
  uncertain: ["attention", "not certain"],
};

export function MessageState({ state }: { state: string }) {
  const [tone, word] = STATES[state] ?? ["neutral", plainCode(state).toLowerCase()];
  return <Mark tone={tone}>{word}</Mark>;
}
