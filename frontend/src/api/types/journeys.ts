export type Severity = "error" | "warning" | "info";

/** A diagnostic of the compiler. Lines and columns count from 1. */
export interface Problem {
  code: string;
  severity: Severity;
  message: string;
  path: string;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  hint: string;
  source_of_law: string;
  docs: string;
  step: string | null;
  labels: { line: number; column: number; end_column: number; text: string }[];
  text: string;
}

export interface JourneySummary {
  slug: string;
  title: string;
  purpose: string;
  owner: string;
  version_number: number | null;
  version: string | null;
  paused: boolean;
  problems: { errors: number; warnings: number };
  counts: { inside: number; entered: number; sent: number; goal: number };
  updated_at: string;
  steps: { id: string; kind: string }[];
}

export interface JourneyDetail extends JourneySummary {
  source: string;
  published_source: string | null;
  etag: string;
  dirty: boolean;
  notes: string;
  exits: string[];
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
  totals: { entered: number; inside: number; left: number; goal: number; sent: number };
  steps: Record<string, StepCounts>;
  outcomes: Record<string, number>;
  rate_per_minute: number;
}

export interface Version {
  number: number;
  version: string;
  published_at: string;
  published_by: string;
  note: string;
}
