// Overview, journeys, sign-in, mailbox, events, dead letters, tasks.
import { count, many } from "../forms";

export const overview = {
  now: (installation: string) => `${installation}, right now.`,
  inside: "people in journeys",
  inJourneys: (journeys: number) => many(journeys, { one: "in # journey", other: "in # journeys" }),
  sentToday: "mails sent today",
  notSentToday: "not sent today",
  eachReason: "each with its reason, below",
  nothingHeld: "nothing held back",
  events: "events a minute",
  needs: "Needs somebody",
  needsNobody: "Nothing. Every message that came in was understood, and every mail is accounted for.",
  deadLetters: (n: number) =>
    many(n, {
      one: "<b>#</b> message could not be taken in",
      other: "<b>#</b> messages could not be taken in",
    }),
  uncertain: (n: number) =>
    many(n, { one: "<b>#</b> mail may not have arrived", other: "<b>#</b> mails may not have arrived" }),
  recent: "What just happened",
  nothingYet: "Nothing yet",
  nothingYetText:
    "Events, mails and answers are told here as they happen. Point your EHR at this server to begin.",
  protectedHow: "How mails were protected",
  notSentBecause: "Not sent today because",
};

export const journeys = {
  begin: "Begin a journey",
  onlyDraft: "your draft",
  ownDraft: "draft of yours",
  sentence: "How you keep in touch with patients, and what is happening right now.",
  none: "No journeys yet",
  noneText:
    "A journey says how you keep in touch with patients. Put a folder with a <code>journey.yaml</code> into <code>journeys/</code>, then run <code>careloom apply</code>.",
  version: (number: number) => `version ${count(number)}`,
  inside: "inside",
  entered: "entered",
  sent: "sent",
  goal: "goal",
  andThen: ", then ",
  notPublished: "not published",
  paused: "paused",
  pausedBy: (brake: string) => `paused: ${brake}`,
  running: "running",
  errors: (n: number) => many(n, { one: "# error", other: "# errors" }),
  warnings: (n: number) => many(n, { one: "# warning", other: "# warnings" }),
};

export const signIn = {
  title: "Sign in",
  oldLink: "This link has been used or is too old. Ask for a new one, or sign in with your password.",
  wrong: "That e-mail and password do not belong together.",
  email: "E-mail",
  password: "Password",
  byTerminal: "On this machine, the terminal that runs Careloom shows a one-time link that signs you in.",
};

export const mailbox = {
  sealed: "sealed for the reader",
  clear: "not encrypted",
  none: "No mail yet",
  noneText: "On this machine no mail leaves; what would have gone out is caught here.",
  list: "Caught mail",
  caught: "Caught on this machine; nothing left it.",
  chosen: "The chosen mail",
  operatorsOnly: "Operators may read mail",
  listOnly: "Your role sees the list only.",
  choose: "Choose a mail",
  chooseText: "Its headers, its text and its look are shown here.",
  noSubject: "(no subject)",
  fromTo: (from: string, to: string) => `from ${from} to ${to}`,
  sealedWith: (method: string) => `sealed with ${method}: only the recipient can open it`,
  look: "As it looks",
  text: "Text",
  headers: "Headers",
  raw: "Every byte",
};

export const intake = {
  events: "What your EHR and your patients told us. Each is kept before it is acknowledged, and used once.",
  event: "Event",
  from: "From",
  happened: "Happened",
  received: "Received",
  became: "What became of it",
  waiting: "waiting for the router",
  person: "Person",
  kindOfEvent: "Kind of event",
  noSuchEvent: "No such event",
  nothingYet: "Nothing has come in yet",
  writtenInFull: "Look whether the kind is written in full.",
  pointYourEhr:
    "Point your EHR at <code>/api/intake/hl7v2</code> or <code>/api/intake/fhir</code>; the first message appears here.",
  dead: {
    sentence: "Messages that could not be taken in. The sender was told; nobody's journey started from them.",
    why: "Why",
    at: (place: string) => ` · at ${place}`,
    kind: "Kind",
    state: "State",
    closed: "closed",
    open: "open",
    close: "Close",
    none: "No dead letters",
    noneText: "Every message that came in could be read. One that cannot will be kept here with its reason.",
    closeThis: "Close this dead letter",
    done: "What was done about it?",
    example: "The EHR sent it again",
    leave: "Leave it open",
  },
};

export const tasks = {
  sentence:
    "What journeys ask people of the organisation to do. A journey that waits for one goes on as soon as it is done.",
  states: { open: "Open", done: "Done", cancelled: "Cancelled" },
  what: "What",
  about: "About",
  queue: "Queue",
  allQueues: "All queues",
  state: "State",
  escalated: "escalated",
  journey: "Journey",
  journeyOver: " · the journey is over",
  who: "Who",
  by: "By",
  due: "Due",
  when: "When",
  act: "Act",
  you: "you",
  nobody: "nobody yet",
  queueOf: (queue: string, open: number) => `${queue} · ${count(open)}`,
  queueLate: (queue: string, open: number, late: number) =>
    `${queue} · ${count(open)}, ${count(late)} overdue`,
  nothing: "Nothing to do",
  none: "No tasks",
  nothingText: "Tasks appear here when somebody in a journey reaches a task step.",
  noneText: "None fits what you chose above.",
  take: "Take",
  done: "Done",
  more: (title: string) => `More about ${title}`,
  giveBack: "Give back to the queue",
  notNeeded: "Not needed: take off the list",
};
