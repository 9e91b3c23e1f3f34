export interface PersonInJourney {
  enrollment: string;
  patient: string;
  masked_name: string;
  entered_at: string;
  step: string | null;
  phase_words: string;
  due_at: string | null;
  state: string;
  outcome: string | null;
  goal_at: string | null;
}

export interface PatientRow {
  id: string;
  masked_name: string;
  masked_email: string;
  language: string;
  deceased: boolean;
  inside: number;
}

export interface Revealed {
  first_name: string;
  last_name: string;
  birth_date: string | null;
  email: string | null;
  phone: string | null;
  mrn: string | null;
}

export interface Consent {
  topic: string;
  channel: string;
  granted: boolean;
  at: string;
  evidence: string;
}

export interface Authorization {
  scope?: string;
  granted?: boolean;
  at?: string;
  expires_at?: string | null;
  evidence?: string;
}

export interface MailKey {
  kind: "smime" | "openpgp";
  fingerprint: string;
  expires_at: string | null;
}

export interface Appointment {
  id: string;
  starts_at: string;
  ends_at: string | null;
  status: string;
}

export interface InsideJourney {
  enrollment: string;
  journey: string;
  title: string;
  step: string | null;
  due_at: string | null;
  state: string;
  outcome: string | null;
}

export interface Patient {
  id: string;
  masked_name: string;
  masked_email: string;
  language: string;
  zone: string;
  deceased: boolean;
  active: boolean;
  revealed: Revealed | null;
  consents: Consent[];
  authorizations: Authorization[];
  keys: MailKey[];
  appointments: Appointment[];
  inside: InsideJourney[];
  suppressed: string[];
}

export type TimelineKind = "event" | "enrolled" | "step" | "message" | "engagement" | "consent" | "left";

export interface TimelineItem {
  at: string;
  kind: TimelineKind;
  title: string;
  detail: string;
  journey: string | null;
  step: string | null;
  message: string | null;
  tone: "good" | "attention" | "stop" | "protected" | "neutral";
  facts: Record<string, unknown> | unknown[] | null;
}
