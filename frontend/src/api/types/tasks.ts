export type TaskState = "open" | "done" | "cancelled";

export interface Task {
  id: string;
  queue: string;
  title: string;
  details: string;
  state: TaskState;
  overdue: boolean;
  /** Seen by a second queue, because it is overdue. */
  escalated: boolean;
  journey: string;
  journey_title: string;
  step: string;
  enrollment: string;
  patient: string;
  masked_name: string;
  opened_at: string;
  due_at: string | null;
  taken_by: string;
  mine: boolean;
  ended_by: string;
  ended_at: string | null;
  /** Why it was cancelled. */
  reason: string;
  /** Nobody waits for it any more; it is still to be done. */
  journey_over: boolean;
}

export interface Queue {
  queue: string;
  open: number;
  overdue: number;
}
