// The wire under the names this window uses. What each thing holds is generated from the API's own document.
import type {
  Account,
  Problem as Found,
  JourneySummary as Journey,
  TaskShown,
  TimelineItem as Told,
} from "../generated/types";

export type {
  AppointmentShown as Appointment,
  AuthorizationShown as Authorization,
  CaughtMail as MailboxItem,
  Checked as CheckResult,
  ClockFace as PacedClock,
  ConsentShown as Consent,
  DeadLetterShown as DeadLetter,
  EventShown as IntakeEvent,
  Happening,
  InsideShown as InsideJourney,
  Installation,
  JourneyDetail,
  JourneySummary,
  KeyShown as MailKey,
  Live,
  MessageBody as OpenedMessage,
  MessageDetail as Message,
  MessageSummary,
  Needs,
  OpenedMail as MailboxMail,
  Overview,
  PatientDetail as Patient,
  PatientSummary as PatientRow,
  PersonInJourney,
  Problem,
  QueueShown as Queue,
  Revealed,
  Session,
  StepNumbers as StepCounts,
  Stopped,
  TaskShown as Task,
  TimelineItem,
  Totals,
  VersionShown as Version,
  Why,
} from "../generated/types";

export type Role = Account["role"];
export type Severity = Found["severity"];
export type TaskState = TaskShown["state"];
export type TimelineKind = Told["kind"];
export type StepOutline = Journey["steps"][number];

/** Every list that can grow: `next` goes back as `after`. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}
