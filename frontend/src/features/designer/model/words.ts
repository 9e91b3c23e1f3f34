// Times, fields and conditions in plain words. Anything not understood is shown as it was written.
import { w } from "~/words";
import { allOf, oneOf } from "~/words/forms";
import { lookUp } from "~/words/reasons";
import type { Fields } from "./document";

type Unit = keyof typeof w.terms.units;

/** `7d` → "7 days", `2bd` → "2 business days"; other text stays as it is. */
export function durationWords(value: unknown): string {
  const match = /^(\d+)(bd|[smhdw])$/.exec(String(value ?? "").trim());
  return match ? w.terms.units[match[2] as Unit](Number(match[1])) : String(value ?? "");
}

const spelled = (name: unknown) => String(name ?? "").replace(/[._]/g, " ");

/** `appointment.start` → "the visit"; `care_gap.opened_at` → "care gap opened at". */
export const fieldWords = (field: unknown): string => lookUp(w.terms.fields, String(field)) ?? spelled(field);

/** `appointment.no_show` → "they did not come", `clicked` → "they follow a link". */
export const eventWords = (event: string): string => lookUp(w.terms.events, event) ?? spelled(event);

export const listWords = (words: string[], joint: "or" | "and" = "or"): string =>
  joint === "or" ? oneOf(words) : allOf(words);

export const asList = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value == null ? [] : [String(value)];

export const asFields = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/** `{before: appointment.start, by: 7d, clock: "10:00"}` → "7 days before the visit at 10:00". */
export function anchorWords(value: unknown): string {
  const anchor = asFields(value);
  if (!anchor) return value == null ? "" : fieldWords(value);
  const words = w.terms.anchor;
  const side = "before" in anchor ? "before" : "after";
  const by = anchor.by == null ? "" : durationWords(anchor.by);
  const at = anchor.clock == null ? "" : words.clock(String(anchor.clock));
  const zone = anchor.zone === "clinic" ? words.clinic : "";
  const field = fieldWords(anchor[side]);
  return `${at && !by ? words.day(field) : words[side](by, field)}${at}${zone}`;
}

/** `mon-fri` → "Mon–Fri", as the forms name the days. */
function dayWords(days: string): string {
  const names: Record<string, string> = w.inspector.days;
  return days
    .split("-")
    .map((day) => names[day] ?? day)
    .join("–");
}

/** `{days: mon-fri, from: "08:00", to: "19:30"}` → "Mon–Fri, 08:00 to 19:30". */
export function windowWords(value: unknown): string {
  const window = asFields(value);
  if (!window) return String(value ?? "");
  const words = w.terms.window;
  const { from = "00:00", to = "24:00" } = window;
  const hours = window.from || window.to ? words.hours(String(from), String(to)) : "";
  const zone = window.zone === "clinic" ? words.clinic : window.zone ? words.patient : "";
  const holidays = window.holidays === "skip" ? words.noHolidays : "";
  return [asList(window.days).map(dayWords).join(", "), hours, zone, holidays].filter(Boolean).join(", ");
}

export const ifPastWords = (what: unknown): string => lookUp(w.terms.ifPast, String(what ?? "")) ?? "";
