// Codes of the engine in words: why something was not sent, how people left, what happened, how mail is protected.
export const codes = {
  reasons: {
    // engine.policy.rules
    deceased: "The patient has died",
    merged: "The record was merged into another",
    inactive: "The record is not in use",
    "left-journey": "They had left the journey",
    "no-address": "No e-mail address is known",
    "unsendable-address": "The address cannot take mail",
    suppressed: "Their address is on the stop list",
    "no-contact": "They want no contact",
    "opted-out": "They opted out of this topic",
    "not-opted-in": "They have not agreed to this topic",
    "no-authorization": "A written authorization is missing",
    expired: "It would have come too late",
    "journey-paused": "The journey was paused",
    "cap-reached": "This journey had written enough",
    "contact-budget-spent": "They had enough mail from all journeys",
    "outside-window": "Outside the send window",
    collapsed: "Another mail of this kind went to them that day",
    "appointment-cancelled": "The visit was cancelled",
    "appointment-deleted": "The visit was entered in error",
    "appointment-no-show": "They did not come",
    "appointment-completed": "The visit had taken place",
    "appointment-arrived": "They had already arrived",
    // brakes
    "sends-per-hour": "Too many mails in an hour",
    "bounces-percent": "Too many mails came back",
    "complaints-percent": "Too many complaints",
    "opt-outs-percent": "Too many people opted out",
    // the runtime
    past: "The moment had passed",
    missing: "The time it hangs on is not known",
    // delivery
    "hard-bounce": "The address does not exist",
    complaint: "They marked our mail as spam",
    "relay-is-unreachable": "The mail server could not be reached",
    "relay-does-not-answer": "The mail server did not answer",
    "connection-lost": "The connection to the mail server broke",
    "server-said-no": "The mail server refused it",
    "no-reply-in-time": "The mail server never said whether it took it",
    "tls-not-offered": "The way there could not be encrypted",
    "tls-certificate-not-verified": "The mail server could not prove its name",
  },
  outcomes: {
    completed: "Reached the end",
    exit: (why: string) => `Ended: ${why}`,
    left: (why: string) => `Taken out: ${why}`,
    setAside: (why: string) => `Set aside: ${why}`,
  },
  methods: { smime: "S/MIME", openpgp: "OpenPGP", tls: "verified TLS", portal: "secure portal" },
  /** Short codes met in lists; English reads them off the code itself, so none stands here. */
  plain: {} as Record<string, string>,
  time: {
    now: "just now",
  },
  bytes: { b: "B", kb: "kB", mb: "MB" },
};
