export interface MessageSummary {
  id: string;
  journey: string;
  step: string;
  patient: string;
  masked_name: string;
  state: string;
  method: string;
  reason: string;
  /** The template's, with every personal value left out. */
  subject_masked: string;
  created_at: string;
  sent_at: string | null;
}

export interface Why {
  sentence: string;
  facts: { code: string; words: string; holds: boolean }[];
}

export interface Message extends MessageSummary {
  enrollment: string;
  /** The journey's title. */
  title: string;
  visit: number;
  attempts: number;
  version: string;
  language: string;
  purpose: string;
  topic: string;
  data_class: string;
  expires_at: string | null;
  rfc_message_id: string;
  evidence: Record<string, unknown> | null;
  why: Why;
  body_available: boolean;
  engagement: { type: string; at: string }[];
}

export interface OpenedMessage {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}
