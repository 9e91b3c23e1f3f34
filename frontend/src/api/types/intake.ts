import type { TimelineItem } from "./people";

export interface IntakeEvent {
  id: string;
  type: string;
  source: string;
  occurred_at: string;
  received_at: string;
  outcome: string;
  patient: string | null;
}

export interface DeadLetter {
  id: string;
  source: string;
  kind: string;
  code: string;
  reason: string;
  place: string;
  received_at: string;
  resolved_at: string | null;
}

export interface MailboxItem {
  id: string;
  at: string;
  to_masked: string;
  from: string;
  subject: string;
  size: number;
  tls: string;
  message_id: string;
  method_guess: string;
}

export interface MailboxMail {
  headers: [string, string][];
  text: string;
  html: string;
  raw: string;
  /** Read off the mail itself, independently of the ledger. */
  protection: "smime" | "openpgp" | "none";
}

export interface Overview {
  inside: number;
  entered: number;
  sent_today: number;
  sent: number;
  not_sent_today: Record<string, number>;
  journeys: number;
  events: number;
  events_per_minute: number;
  dead_letters: number;
  uncertain: number;
  methods: Record<string, number>;
  recent: TimelineItem[];
}
