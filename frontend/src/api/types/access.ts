export type Role = "viewer" | "author" | "operator" | "admin";

export interface Session {
  account: { id: string; email: string; name: string; role: Role };
  csrf: string;
  expires_at: string;
}

/** The clinic's clock. Paced only in the embedded stack; then `rate` seconds pass in one. */
export interface PacedClock {
  paced: boolean;
  rate: number;
  now: string;
  /** When a paced clock has caught up with real time; null when it has. */
  meets_at: string | null;
}

export interface Installation {
  name: string;
  embedded: boolean;
  clock: PacedClock;
  version: string;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}
