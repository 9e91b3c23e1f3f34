// The kinds of step somebody can add, found by what is typed. Pure but for the words.
import { w } from "~/words";
import { definitionOf, kinds } from "../steps/definitions";

export interface Kind {
  kind: string;
  name: string;
  purpose: string;
}

const purposes = (): Record<string, string> => w.canvas.kinds;

export const kindOf = (kind: string): Kind => ({
  kind,
  name: definitionOf(kind).name,
  purpose: purposes()[kind] ?? "",
});

export const allKinds = (): Kind[] => kinds.map(kindOf);

/** How well a kind fits: its own words before what is said about it; null when it does not. */
function rank({ kind, name, purpose }: Kind, wanted: string): number | null {
  const words = [name, kind, purpose].map((text) => text.toLowerCase());
  const starts = words.findIndex((text) => text.startsWith(wanted));
  if (starts >= 0) return starts;
  const holds = words.findIndex((text) => text.includes(wanted));
  return holds >= 0 ? 10 + holds : null;
}

/** Those that fit, the best first; with nothing typed the ones used last come first. */
export function offered(wanted: string, recent: readonly string[]): Kind[] {
  const text = wanted.trim().toLowerCase();
  if (text === "") {
    const place = (kind: string) => (recent.includes(kind) ? recent.indexOf(kind) : recent.length);
    return allKinds().sort((a, b) => place(a.kind) - place(b.kind));
  }
  return allKinds()
    .map((kind) => ({ kind, rank: rank(kind, text) }))
    .filter((entry): entry is { kind: Kind; rank: number } => entry.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ kind }) => kind);
}
