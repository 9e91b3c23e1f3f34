export type Severity = "error" | "warning" | "info";

/** A diagnostic of the compiler. Lines and columns count from 1; `path` may be another file of the journey. */
export interface Problem {
  code: string;
  severity: Severity;
  message: string;
  path: string;
  line: number;
  column: number;
  end_line: number;
  /** Exclusive. */
  end_column: number;
  hint: string;
  source_of_law: string;
  docs: string;
  /** The step whose lines it lies in. */
  step: string | null;
  labels: { path: string; line: number; column: number; end_column: number; text: string }[];
  text: string;
}

/** People and mails of one journey, all versions. */
export interface Totals {
  entered: number;
  inside: number;
  left: number;
  goal: number;
  sent: number;
  /** To enter: there is no room for them now. */
  waiting: number;
}

export interface JourneySummary {
  slug: string;
  title: string;
  purpose: string;
  owner: string;
  /** 0: never published. */
  version_number: number;
  version: string;
  paused: boolean;
  /** The brake that paused it; "" when a person did. */
  paused_reason: string;
  problems: { errors: number; warnings: number };
  counts: Totals;
  updated_at: string | null;
  steps: { id: string; kind: string }[];
}

/** `source` is the text on disk; `dirty`: it is not what was published last. */
export interface JourneyDetail extends JourneySummary {
  source: string;
  published_source: string;
  etag: string;
  dirty: boolean;
  path: string;
  exits: string[];
  diagnostics: Problem[];
}

export interface CheckResult {
  problems: Problem[];
  version: string | null;
}

/** Numbers of one step; reasons, methods and outcomes are maps of name to count. */
export interface StepCounts {
  entered: number;
  waiting: number;
  done: number;
  skipped: Record<string, number>;
  failed: Record<string, number>;
  sent: Record<string, number>;
  outcomes: Record<string, number>;
}

export interface Live {
  at: string;
  totals: Totals;
  steps: Record<string, StepCounts>;
  outcomes: Record<string, number>;
  /** Mails a minute, over the last journey hour. */
  rate_per_minute: number;
}

export interface Version {
  number: number;
  version: string;
  published_at: string;
  published_by: string;
  note: string;
  inside: number;
}
