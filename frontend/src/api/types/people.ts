/** Empty text means "none", here and below. */
export interface PersonInJourney {
  enrollment: string;
  patient: string;
  masked_name: string;
  journey: string;
  entered_at: string;
  step: string;
  phase_words: string;
  due_at: string | null;
  state: string;
  outcome: string;
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
  email: string;
  phone: string;
  mrn: string;
}

export interface Consent {
  topic: string;
  channel: string;
  granted: boolean;
  at: string;
  evidence: string;
}

export interface Authorization {
  scope: string;
  signed_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface MailKey {
  kind: "smime" | "openpgp";
  fingerprint: string;
  expires_at: string | null;
}

export interface Appointment {
  id: string;
  starts_at: string | null;
  ends_at: string | null;
  status: string;
}

export interface InsideJourney {
  enrollment: string;
  journey: string;
  title: string;
  step: string;
  phase: string;
  due_at: string | null;
  state: string;
  outcome: string;
}

export interface Patient {
  id: string;
  masked_name: string;
  masked_email: string;
  language: string;
  zone: string;
  deceased: boolean;
  active: boolean;
  no_contact: boolean;
  tags: string[];
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
  journey: string;
  step: string;
  message: string | null;
  patient: string | null;
  tone: "good" | "attention" | "stop" | "protected" | "neutral";
  facts: Record<string, unknown>;
}
