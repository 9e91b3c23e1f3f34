// Facts behind a decision, phases and mails by their codes. What has no words here is told as the server tells it.
import { w } from ".";
import { allOf } from "./forms";
import { locale } from "./locale";
import { lookUp, methodWords, outcomeWords, plainCode, reasonWords } from "./reasons";

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
const MONDAY = Date.UTC(2024, 0, 1);
const WINDOW = /^(\d\d:\d\d-\d\d:\d\d) on days ([1-7](?:,[1-7])*), (\S+)$/;

/** 1 is Monday, as journeys are written. */
function weekday(number: string): string {
  const day = new Date(MONDAY + (Number(number) - 1) * 86_400_000);
  return new Intl.DateTimeFormat(locale(), { weekday: "short", timeZone: "UTC" }).format(day);
}

export const ruleWords = (code: string, says: string): string => lookUp(w.rules.says, code) ?? says;

/** What a rule looked at: hours and days of a window, codes, names. */
export function lookedAt(value: string): string {
  const [, hours, days, zone] = WINDOW.exec(value) ?? [];
  if (hours && days && zone)
    return w.rules.window(hours.replace("-", "–"), allOf(days.split(",").map(weekday)), zone);
  const codes = value.split(",").map((code) => lookUp(w.codes.reasons, code) ?? plainCode(code));
  return /^[a-z][a-z0-9,_.-]*$/.test(value) ? codes.map(lower).join(", ") : value;
}

/** What somebody in a journey does now; who left, how. */
export const phaseWords = (phase: string, outcome: string): string =>
  phase ? (lookUp(w.rules.phases, phase) ?? plainCode(phase)) : outcomeWords(outcome);

interface Mail {
  state: string;
  method: string;
  reason: string;
}

/** Why a mail was sent or not, in one sentence; undefined for a state that is not known here. */
export function mailSentence({ state, method, reason }: Mail): string | undefined {
  const { mail } = w.rules;
  const why = lower(reasonWords(reason));
  if (state === "sent") return mail.sent(methodWords(method));
  if (state === "blocked" || state === "failed") return mail[state](why);
  if (state === "rendered" && reason) return mail.renderedBecause(why);
  return lookUp(mail, state);
}
