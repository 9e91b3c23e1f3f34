// Codes of the engine in words. An unknown code is shown with its hyphens taken out, never hidden.
const REASONS: Record<string, string> = {
  "no-consent": "They have not agreed to this",
  "consent-withdrawn": "They have withdrawn their consent",
  "consent-missing": "They have not agreed to this",
  "opted-out": "They opted out",
  "no-address": "No e-mail address is known",
  "address-unsendable": "The address cannot take mail",
  suppressed: "Their address is on the stop list",
  deceased: "The patient has died",
  expired: "It would have come too late",
  "past-expiry": "It would have come too late",
  past: "The moment had passed",
  "if-past": "The moment had passed",
  "moment-passed": "The moment had passed",
  "over-cap": "They had enough mail already",
  "contact-budget": "They had enough mail already",
  "no-authorization": "A written authorization is missing",
  "authorization-missing": "A written authorization is missing",
  "appointment-cancelled": "The visit was cancelled",
  "appointment-over": "The visit is over",
  "outside-window": "Outside the send window",
  "hard-bounce": "The address does not exist",
  "soft-bounce": "The mailbox would not take it now",
  "relay-refused": "The relay refused it",
  "relay-down": "The relay could not be reached",
  "render-failed": "The message could not be made",
  uncertain: "It is not certain that it arrived",
  "not-protected-enough": "It could not be protected well enough",
  "no-template": "No message in their language",
  paused: "The journey is paused",
};

export function plainCode(code: string): string {
  const words = code.replace(/[-_.]/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const reasonWords = (code: string): string => REASONS[code] ?? plainCode(code);

const METHODS: Record<string, string> = {
  smime: "S/MIME",
  "s/mime": "S/MIME",
  openpgp: "OpenPGP",
  tls: "verified TLS",
  "verified-tls": "verified TLS",
  starttls: "verified TLS",
  portal: "secure portal",
};

export const methodWords = (method: string | null | undefined): string =>
  method ? (METHODS[method.toLowerCase()] ?? plainCode(method)) : "";

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language" });

export function languageWords(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
