// How a message stands: icon and word.
import { Mark } from "~/parts/Mark";
import type { Tone } from "~/theme/tones";
import { plainCode } from "~/words/reasons";

const STATES: Record<string, [Tone, string]> = {
  sent: ["good", "sent"],
  delivered: ["good", "sent"],
  rendered: ["neutral", "made"],
  claimed: ["neutral", "being sent"],
  pending: ["neutral", "waiting"],
  skipped: ["attention", "not sent"],
  blocked: ["attention", "not sent"],
  failed: ["stop", "failed"],
  bounced: ["stop", "bounced"],
  uncertain: ["attention", "not certain"],
};

export function MessageState({ state }: { state: string }) {
  const [tone, word] = STATES[state] ?? ["neutral", plainCode(state).toLowerCase()];
  return <Mark tone={tone}>{word}</Mark>;
}
