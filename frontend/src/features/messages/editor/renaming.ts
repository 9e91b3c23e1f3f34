// A message is called otherwise: its files in all languages, and the steps that send it, parked ones too. Pure.
// Scenarios, remarks and approvals speak of steps or keep the mails themselves; none of them names a message.
import { everyStep } from "~/features/designer/model/document";
import { isRefused, pathOf, readDraft, setField } from "~/features/designer/model/editing";
import { isSlug } from "~/features/gallery/naming";
import { fileOf, messagesOf } from "./files";

type Files = Readonly<Record<string, string>>;

const JOURNEY = "journey.yaml";

export type Why = "odd" | "taken" | "gone" | "unreadable";

/** Why a message cannot get this name; null where it can. */
export function refusal(names: readonly string[], to: string): "odd" | "taken" | null {
  if (!isSlug(to)) return "odd";
  return names.includes(to) ? "taken" : null;
}

/** In steps that were parked: comments, which no command reads. */
const inParked = (text: string, from: string, to: string): string =>
  text.replace(
    new RegExp(`^([^\\S\\n]*#\\|.*\\bmessage:\\s*["']?)${from}(?=["']?\\s*(?:[,}#\\r]|$))`, "gm"),
    (_, lead: string) => lead + to,
  );

/** The journey's text with every step that sends it following; null where it cannot be read. */
function inSteps(text: string, from: string, to: string): string | null {
  const first = readDraft(text);
  if (!first.document) return null;
  const senders = everyStep(first.document.steps).filter(
    ({ step }) => step.kind === "send" && step.fields.message === from,
  );
  let now = first;
  for (const { step } of senders) {
    const at = pathOf(first, step.id);
    const outcome = at && setField(now, { step: at, field: "message", value: to });
    if (!outcome || isRefused(outcome)) return null;
    now = readDraft(outcome.text);
  }
  return inParked(now.text, from, to);
}

/** What is written, by path; null takes a file away. Or why it cannot be done. */
export function renamed(files: Files, from: string, to: string): Record<string, string | null> | Why {
  const messages = messagesOf(files);
  const message = messages.find(({ name }) => name === from);
  if (!message) return "gone";
  const refused = refusal(
    messages.map(({ name }) => name),
    to,
  );
  if (refused) return refused;
  const before = files[JOURNEY] ?? "";
  const journey = inSteps(before, from, to);
  if (journey === null) return "unreadable";
  const moved = message.languages.flatMap((language): [string, string | null][] => {
    const path = `messages/${fileOf(from, language)}`;
    return [
      [path, null],
      [`messages/${fileOf(to, language)}`, files[path] ?? ""],
    ];
  });
  return Object.fromEntries(journey === before ? moved : [...moved, [JOURNEY, journey]]);
}
