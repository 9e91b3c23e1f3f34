// The ledger's evidence in words: what a person wants to know first, everything else after it, nothing as JSON.
import { w } from "~/words";
import { lookUp, plainCode } from "~/words/reasons";
import { moment } from "~/words/time";

export interface EvidenceLine {
  label: string;
  text: string;
  exact?: boolean; // a fingerprint or a name: shown in the monospaced face
}

export interface Ground {
  words: string;
  holds: boolean;
}

const words = w.messages.evidence;

const TOLD_ELSEWHERE = new Set(["method", "reasons", "tls", "accepted_at", "code", "written_for"]);

type Evidence = Record<string, unknown>;

/** Why this protection was chosen, in the order in which it was asked. */
export function groundsOf(evidence: Evidence): Ground[] {
  const reasons = Array.isArray(evidence.reasons) ? evidence.reasons : [];
  return reasons
    .filter((each): each is { code: string; holds: boolean } => typeof each?.code === "string")
    .map((each) => ({ words: lookUp(words.grounds, each.code) ?? plainCode(each.code), holds: each.holds }));
}

export function linesOf(evidence: Evidence): EvidenceLine[] {
  return [...connection(evidence.tls), ...accepted(evidence), ...others(evidence)];
}

function connection(tls: unknown): EvidenceLine[] {
  if (typeof tls !== "object" || tls === null) return [];
  const { version, cipher, server_name, peer_sha256 } = tls as Record<string, string>;
  const lines: EvidenceLine[] = [
    { label: words.connection, text: [version, cipher].filter(Boolean).join(", ") },
    { label: words.server, text: server_name ?? "", exact: true },
    { label: words.certificate, text: peer_sha256 ?? "", exact: true },
  ];
  return lines.filter((line) => line.text !== "");
}

function accepted(evidence: Evidence): EvidenceLine[] {
  if (typeof evidence.accepted_at !== "string") return [];
  const code = evidence.code === undefined ? "" : String(evidence.code);
  return [{ label: words.accepted, text: words.acceptedAt(moment(evidence.accepted_at), code) }];
}

function others(evidence: Evidence): EvidenceLine[] {
  return Object.entries(evidence)
    .filter(([key, value]) => !TOLD_ELSEWHERE.has(key) && value !== null && value !== "")
    .map(([key, value]) => ({
      label: plainCode(key),
      text: typeof value === "object" ? Object.values(value as object).join(", ") : String(value),
      exact: true,
    }));
}
