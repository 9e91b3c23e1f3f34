export interface MessageSummary {
  id: string;
  journey: string;
  step: string;
  patient: string;
  masked_name: string;
  state: string;
  method: string | null;
  reason: string | null;
  subject_masked: string;
  created_at: string;
  sent_at: string | null;
}

export interface Why {
  sentence: string;
  facts: { code: string; words: string; holds: boolean }[];
}

export interface Message extends MessageSummary {
  language: string;
  purpose: string;
  topic: string;
  data_class: string;
  expires_at: string | null;
  rfc_message_id: string;
  evidence: Record<string, unknown> | null;
  why: Why;
  engagement: { type: string; at: string }[];
  body_available: boolean;
}

export interface OpenedMessage {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}
