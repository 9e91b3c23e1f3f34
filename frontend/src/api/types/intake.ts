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
  method_guess: string;
}

export interface MailboxMail {
  headers: [string, string][];
  text: string | null;
  html: string | null;
  raw: string;
}

export interface Overview {
  inside: number;
  sent_today: number;
  not_sent_today: Record<string, number>;
  journeys: number;
  events_per_minute: number;
  dead_letters: number;
  uncertain: number;
  methods: Record<string, number>;
  recent: TimelineItem[];
}
