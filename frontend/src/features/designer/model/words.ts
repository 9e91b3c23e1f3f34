// Times, fields and conditions in plain words. Anything not understood is shown as it was written.
import type { Fields } from "./document";

const UNITS: Record<string, string> = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  bd: "business day",
};

/** `7d` → "7 days", `2bd` → "2 business days"; other text stays as it is. */
export function durationWords(value: unknown): string {
  const match = /^(\d+)(bd|[smhdw])$/.exec(String(value ?? "").trim());
  const unit = match ? UNITS[match[2] ?? ""] : undefined;
  if (!match || !unit) return String(value ?? "");
  return `${match[1]} ${unit}${match[1] === "1" ? "" : "s"}`;
}

const FIELDS: Record<string, string> = {
  "appointment.start": "the visit",
  "appointment.end": "the end of the visit",
  "appointment.kind": "the kind of visit",
  "care_gap.due": "the care gap is due",
  "patient.age": "age",
  "patient.language": "language",
};

/** `appointment.start` → "the visit"; `care_gap.opened_at` → "care gap opened at". */
export const fieldWords = (field: unknown): string =>
  FIELDS[String(field)] ?? String(field ?? "").replace(/[._]/g, " ");

/** `appointment.no_show` → "appointment no show", `clicked` → "they click". */
export function eventWords(event: string): string {
  const known: Record<string, string> = {
    "appointment.booked": "a visit is booked",
    "appointment.rescheduled": "the visit is moved",
    "appointment.updated": "the visit changes",
    "appointment.cancelled": "the visit is cancelled",
    "appointment.deleted": "the visit was entered in error",
    "appointment.arrived": "they arrive",
    "appointment.completed": "the visit took place",
    "appointment.no_show": "they did not come",
    "patient.registered": "a patient is registered",
    "patient.updated": "the patient's record changes",
    "patient.merged": "the record is merged into another",
    "patient.deceased": "the patient has died",
    "care_gap.opened": "a care gap opens",
    "care_gap.closed": "the care gap closes",
    "encounter.admitted": "they are admitted",
    "encounter.discharged": "they are discharged",
    "prescription.refill_due": "a refill is due",
    "prescription.filled": "the prescription is filled",
    "prescription.stopped": "the prescription is stopped",
    "result.available": "a result is there",
    "statement.issued": "a statement is issued",
    "statement.paid": "the statement is paid",
    "authorization.expiring": "an authorization is about to expire",
    "authorization.granted": "they sign an authorization",
    "authorization.revoked": "they revoke an authorization",
    "enrollment.requested": "somebody asks for it",
    "task.done": "the task is done",
    "form.submitted": "they fill in the form",
    clicked: "they follow a link",
    confirmed: "they confirm",
    viewed: "they read it in the portal",
    replied: "they reply",
    opted_out: "they opt out",
    bounced: "the mail bounces",
  };
  return known[event] ?? event.replace(/[._]/g, " ");
}

export const listWords = (words: string[], joint = "or"): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;

export const asList = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value == null ? [] : [String(value)];

export const asFields = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/** `{before: appointment.start, by: 7d, clock: "10:00"}` → "7 days before the visit at 10:00". */
export function anchorWords(value: unknown): string {
  const anchor = asFields(value);
  if (!anchor) return value == null ? "" : fieldWords(value);
  const side = "before" in anchor ? "before" : "after";
  const by = anchor.by == null ? "" : `${durationWords(anchor.by)} ${side} `;
  const at = anchor.clock == null ? "" : ` at ${String(anchor.clock)}`;
  const zone = anchor.zone === "clinic" ? " (clinic time)" : "";
  return `${by || (side === "before" ? "before " : "at ")}${fieldWords(anchor[side])}${at}${zone}`;
}

/** `{days: mon-fri, from: "08:00", to: "19:30"}` → "mon-fri, 08:00 to 19:30". */
export function windowWords(value: unknown): string {
  const window = asFields(value);
  if (!window) return String(value ?? "");
  const hours = window.from || window.to ? `${window.from ?? "00:00"} to ${window.to ?? "24:00"}` : "";
  const zone = window.zone === "clinic" ? "clinic time" : window.zone ? "the patient's time" : "";
  const holidays = window.holidays === "skip" ? "not on holidays" : "";
  return [asList(window.days).join(", "), hours, zone, holidays].filter(Boolean).join(", ");
}

export const IF_PAST: Record<string, string> = {
  now: "send at once if that has passed",
  skip: "leave this step out if that has passed",
  continue: "go on if that has passed",
  exit: "leave the journey if that has passed",
};
